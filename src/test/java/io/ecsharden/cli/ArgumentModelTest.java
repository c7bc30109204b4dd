package io.ecsharden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

/** What is read without picocli is what picocli reads. */
class ArgumentModelTest {

  private static final String[] WORDS = {
    "audit",
    "effective",
    "explain",
    "--root",
    "--root=/host",
    "--root=",
    "/host",
    "--format",
    "json",
    "--format=json",
    "--url",
    "--url=http://a/?b=c",
    "http://a/",
    "--baseline",
    "strict",
    "--exit-zero",
    "--exit-zero=true",
    "--reveal-secrets",
    "--help",
    "-h",
    "-V",
    "--version",
    "--",
    "-x",
    "--unknown",
    "",
    "awsvpc-imds-block",
    "@file",
    "-hV",
    "--roo",
    "-",
    "=",
    "'a b'"
  };

  @Test
  void generated_command_lines_mean_what_picocli_says() {
    // Given
    Random random = new Random(20260101);
    int plain = 0;

    for (int i = 0; i < 50_000; i++) {
      String[] words = words(random);

      // When
      Optional<Arguments> quick = Cli.model().plain(words);

      // Then
      if (quick.isPresent()) {
        plain++;
        assertEquals(Optional.of(quick.get()), careful(words), () -> List.of(words).toString());
      }
    }
    assertTrue(plain > 1_000, "only " + plain + " were plain");
  }

  private static String[] words(Random random) {
    List<String> words = new ArrayList<>();
    words.add(WORDS[random.nextInt(4)]);
    while (random.nextInt(4) > 0 && words.size() < 7) {
      words.add(WORDS[random.nextInt(WORDS.length)]);
    }
    return words.toArray(String[]::new);
  }

  private static Optional<Arguments> careful(String... words) {
    try {
      return Optional.of(Cli.model().careful(words));
    } catch (ParameterException e) {
      return Optional.empty();
    }
  }
}
