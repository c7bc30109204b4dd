package io.ecsharden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writes completions and the manual page into {@code target/}, and tries them. */
class CommandDocumentsTest {

  private static final Path BASH = Path.of("target/completions/ecs-harden.bash");
  private static final Path ZSH = Path.of("target/completions/_ecs-harden");
  private static final Path MANUAL = Path.of("target/man/ecs-harden.8");

  @BeforeAll
  static void write() throws IOException {
    Files.createDirectories(BASH.getParent());
    Files.createDirectories(MANUAL.getParent());
    Files.writeString(BASH, BashCompletion.write());
    Files.writeString(ZSH, ZshCompletion.write());
    Files.writeString(MANUAL, ManualPage.write());
  }

  @ParameterizedTest
  @CsvSource({
    "'au', audit",
    "'baseline sn', snapshot",
    "'audit --form', --format",
    "'audit --format js', json",
    "'audit --format = js', json",
    "'fix --restart ne', never",
    "'audit --root /host --only awsvpc-i', awsvpc-imds-block",
    "'audit --min-severity CR', CRITICAL",
    "'explain task-role-', task-role-network-host",
    "'baseline check str', strict",
    "'audit --baseline def', default",
    "'effective --root src/tes', src/test",
    "'audit --baseline ecs-config/baselines/str', ecs-config/baselines/strict.yaml"
  })
  void bash_completes(String line, String completion) throws Exception {
    // Given
    assumeTrue(has("bash"));
    String words = "ecs-harden " + line;
    String script =
        "set -u; source "
            + BASH
            + "; COMP_WORDS=("
            + words
            + "); COMP_CWORD="
            + (words.split(" ").length - 1)
            + "; COMPREPLY=(); _ecs_harden; printf '%s\\n' \"${COMPREPLY[@]}\"";

    // When
    String offered = output("bash", "--norc", "-c", script);

    // Then
    assertEquals(List.of(completion), offered.lines().toList());
  }

  @Test
  void bash_offers_every_verb_and_option() throws Exception {
    // Given
    assumeTrue(has("bash"));

    // Then
    String script = Files.readString(BASH);
    CommandTree.program()
        .each(tree -> {
          assertTrue(script.contains("\"" + tree.path() + "\":*)"), tree.path());
          tree.options()
              .forEach(option -> assertTrue(script.contains(option.longestName()), script));
        });
    assertEquals("", output("bash", "-n", BASH.toString()));
  }

  @Test
  void zsh_reads_its_completion() throws Exception {
    assumeTrue(has("zsh"));
    assertEquals("", output("zsh", "-n", ZSH.toString()));
  }

  @Test
  void the_manual_page_has_every_verb_option_and_exit_code() throws IOException {
    String page = Files.readString(MANUAL).replace("\\-", "-");
    CommandTree.program()
        .each(tree -> {
          if (!tree.path().isEmpty()) {
            assertTrue(page.contains(".SS \"" + tree.path() + "\"\n"), tree.path());
          }
          tree.options().forEach(option -> assertTrue(page.contains(option.longestName()), page));
        });
    for (ExitCode code : ExitCode.values()) {
      assertTrue(page.contains(".B " + code.code() + "\n"), page);
    }
  }

  @Test
  void groff_formats_the_manual_page_without_a_warning() throws Exception {
    assumeTrue(has("groff"));
    assertEquals("", output("sh", "-c", "groff -man -ww -z -Tutf8 " + MANUAL + " 2>&1"));
  }

  private static boolean has(String program) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  private static String output(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    return text;
  }
}
