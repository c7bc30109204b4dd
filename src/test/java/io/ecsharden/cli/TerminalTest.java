package io.ecsharden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a terminal gets to see. */
class TerminalTest {

  private static final String ESCAPE = "\u001B";

  @TempDir private Path root;

  @ParameterizedTest
  @CsvSource({
    "true, xterm, , true",
    "true, xterm, 1, false",
    "true, xterm, '', true",
    "true, dumb, , false",
    "true, , , false",
    "false, xterm, , false"
  })
  void has_colour_only_where_it_is_wanted(
      boolean terminal, String term, String noColor, boolean coloured) throws IOException {
    // Given
    Run.write(root, "etc/ecs/ecs.config", "A=1\n");
    Map<String, String> environment = new HashMap<>();
    if (term != null) {
      environment.put("TERM", term);
    }
    if (noColor != null) {
      environment.put("NO_COLOR", noColor);
    }

    // Then
    for (String verb : new String[] {"audit", "effective"}) {
      Run run = Run.in(terminal, environment, verb, "--root", root.toString());
      assertEquals(coloured, run.out().contains(ESCAPE), run.out());
      Run json = Run.in(terminal, environment, verb, "--format", "json", "--root", root.toString());
      assertFalse(json.out().contains(ESCAPE), json.out());
    }
  }

  @Test
  void never_gets_control_characters_from_files() throws IOException {
    // Given
    String bad = "\u001B]0;owned\u0007\u009B31m\u202Eevil\u0000\u007F";
    Run.write(
        root,
        "etc/ecs/ecs.config",
        ("ECS_CLUSTER="
                + bad
                + "\nECS_BACKEND_HOST=http://"
                + bad
                + "\nexport ECS_X"
                + bad
                + "=1\n")
            + ("ECS_AWSVPC_BLOCK_IMDS=" + bad + "\n" + bad + "ECS_LOGLEVEL=1\n"));
    Run.write(root, "etc/os-release", "ID=amzn\nPRETTY_NAME=\"" + bad.replace("\0", "") + "\"\n");
    Run.write(root, "etc/ecs/ecs.config.json", "{\"" + bad.replace("\0", "") + "\": 1}");

    // Then
    for (String verb : new String[] {"audit", "effective"}) {
      for (String format : new String[] {"text", "json"}) {
        Run run = Run.of(verb, "--format", format, "--root", root.toString());
        assertClean(run.out(), format);
        assertClean(run.err(), "text");
        assertTrue(run.out().contains("owned"), run.out());
      }
    }
  }

  private static void assertClean(String text, String format) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = c < ' ' && c != '\n' || c >= 0x7F && c < 0xA0;
      boolean direction = c == 0x202E && format.equals("text");
      assertFalse(control || direction, format + " holds U+" + Integer.toHexString(c));
    }
  }
}
