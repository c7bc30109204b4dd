package io.ecsharden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.secrets.Harmless;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that the program prints, sends and keeps, for files full of secrets. */
class EveryOutputTest {

  private static final String HARMLESS_CONFIG =
      String.join("\n", Harmless.SETTINGS) + "\n" + String.join("\n", Harmless.UNKNOWN) + "\n";

  @TempDir private Path folder;

  static List<Planted> planted() {
    return Planted.all();
  }

  @Test
  void there_are_enough_secrets() {
    assertTrue(Planted.count(Planted.all()) >= 150);
  }

  @ParameterizedTest
  @MethodSource("planted")
  void shows_no_secret(Planted planted) throws IOException {
    // Given
    StringBuilder config = new StringBuilder("ECS_AWSVPC_BLOCK_IMDS=\"true\"\n");
    for (Planted.Line line : planted.files()) {
      if (line.file().endsWith("ecs.config")) {
        config.append(line.text()).append('\n');
      } else {
        Run.write(folder, line.file(), line.text());
      }
    }
    Run.write(folder, "etc/ecs/ecs.config", config.append("ECS_CHECKPOINT=yes\n").toString());

    // When
    String all = everything(folder);

    // Then
    for (String mark : planted.marks()) {
      int at = all.indexOf(mark);
      assertTrue(
          at < 0,
          () ->
              mark
                  + " is shown: "
                  + all.substring(Math.max(0, at - 300), Math.min(all.length(), at + 60)));
    }
  }

  @ParameterizedTest
  @MethodSource("planted")
  void repeats_no_secret_of_a_baseline_or_an_option(Planted planted) throws IOException {
    // Given
    String secret = planted.files().getFirst().text();
    Run.write(
        folder,
        "b.yaml",
        "schemaVersion: 1\nname: a\nextends: default\nsettings:\n  ECS_CLUSTER: '"
            + secret.replace("'", "''")
            + "'\n  "
            + secret
            + "\n");
    String name = folder + "/" + secret;

    // When
    String all =
        text(Run.of("baseline", "check", folder.resolve("b.yaml").toString()))
            + text(Run.of("audit", "--baseline", name))
            + text(Run.of("audit", "--root", name))
            + text(Run.of("audit", "--format", secret))
            + text(Run.of("audit", "--only", secret))
            + text(Run.of("fix", "--skip", secret, "--format", "json"))
            + text(Run.of("audit", "--" + secret))
            + text(Run.of("report", "--" + secret))
            + text(Run.of("effective", "--url", secret, "--root", folder.toString()))
            + text(Run.of("explain", secret))
            + text(Run.of("history", secret, "--root", folder.toString()))
            + text(Run.of("rollback", secret, "--root", folder.toString()))
            + text(Run.of(secret));

    // Then
    for (String mark : planted.marks()) {
      int at = all.indexOf(mark);
      assertTrue(
          at < 0,
          () ->
              mark
                  + " is shown: "
                  + all.substring(Math.max(0, at - 300), Math.min(all.length(), at + 60)));
    }
  }

  @Test
  void hides_nothing_harmless() throws IOException {
    // Given
    Run.write(folder, "etc/ecs/ecs.config", HARMLESS_CONFIG + "ECS_DISABLE_PRIVILEGED=\"true\"\n");
    Run.write(folder, "etc/hostname", "token-service-1\n");

    // When
    String all = everything(folder);

    // Then
    List<String> hidden = all.lines().filter(line -> line.contains("[masked]")).toList();
    assertEquals(List.of(), hidden);
  }

  /** Every report of every command, and what is kept on the disk for people or for sending. */
  private static String everything(Path root) throws IOException {
    String at = root.toString();
    StringBuilder all = new StringBuilder();
    for (String format : List.of("text", "json", "junit", "sarif")) {
      all.append(text(Run.of("audit", "--root", at, "--format", format)));
    }
    List<String> runs =
        new ArrayList<>(List.of("effective", "fix --dry-run", "fix --dry-run --restart docker"));
    runs.addAll(List.of("fix", "history", "history last", "rollback --dry-run", "rollback"));
    for (String run : runs) {
      for (String format : List.of("text", "json")) {
        List<String> words = new ArrayList<>(List.of(run.split(" ")));
        words.addAll(List.of("--root", at, "--format", format));
        if (run.equals("effective")) {
          words.addAll(List.of("--url", "https://ecs.eu-central-1.amazonaws.com/"));
        }
        all.append(text(Run.of(words.toArray(String[]::new))));
      }
    }
    all.append(text(Run.of("report", "--dry-run", "--root", at)));
    all.append(text(Run.of("baseline", "snapshot", "--root", at)));
    Files.createDirectories(root.resolve("var/lib/amazon/ssm/i-0aaaaaaaaaaaaaaa1"));
    all.append(text(Run.of("report", "--inventory-file", "--root", at)));
    for (String kept : List.of("var/lib/ecs-harden", "var/lib/amazon")) {
      try (Stream<Path> files = Files.walk(root.resolve(kept))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          // what a repair keeps to put back is the file itself, readable for root alone
          if (file.toString().contains(".json")) {
            all.append(Files.readString(file));
          }
        }
      }
    }
    return all.toString();
  }

  private static String text(Run run) {
    return run.out() + run.err();
  }
}
