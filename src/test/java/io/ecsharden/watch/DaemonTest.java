package io.ecsharden.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ecsharden.app.Result;
import io.ecsharden.app.Stop;
import io.ecsharden.cli.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The daemon on a tree of real files, with the events of the real kernel. */
@Timeout(300)
class DaemonTest {

  private static final String RIGHT = "ECS_AWSVPC_BLOCK_IMDS=true\n";
  private static final String DRIFT = "ECS_AWSVPC_BLOCK_IMDS=false\n";

  private static final int ATTEMPTS = 5;

  /** Shorter than what the daemon takes for quiet. */
  private static final long QUIET_NANOS = 150_000_000L;

  @TempDir private Path folder;
  private Path root;
  private Path config;

  @BeforeEach
  void instance() throws IOException {
    root = Files.createDirectory(folder.resolve("root")).toRealPath();
    Run.write(root, "etc/os-release", "ID=amzn\nVERSION_ID=\"2023\"\n");
    Run.write(root, "etc/ecs/ecs.config", RIGHT);
    config = root.resolve("etc/ecs/ecs.config");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "appended   | echo ECS_AWSVPC_BLOCK_IMDS=false >> etc/ecs/ecs.config",
        "truncated  | : > etc/ecs/ecs.config",
        "edited     | sed -i s/true/false/ etc/ecs/ecs.config",
        "renamed    | echo ECS_AWSVPC_BLOCK_IMDS=no > x; mv x etc/ecs/ecs.config",
        "removed    | rm etc/ecs/ecs.config",
        "chmod      | chmod 0666 etc/ecs/ecs.config",
        "directory  | mkdir n; echo ECS_AWSVPC_BLOCK_IMDS=no > n/ecs.config; mv etc/ecs o; mv n etc/ecs",
        "emptied    | rm -r etc/ecs; sleep 0.1; mkdir etc/ecs; echo A=1 > etc/ecs/ecs.config",
        "link       | echo A=1 > etc/other; ln -s ../other l; mv -T l etc/ecs/ecs.config",
        "other file | mkdir -p var/lib/ecs; echo ECS_SKIP_LOCALHOST_TRAFFIC_FILTER=true > var/lib/ecs/ecs.config"
      })
  void sees_each_way_to_change_a_file(String name, String command) {
    try (RunningDaemon daemon =
        RunningDaemon.auditing(root, "default").awaitLines(1, "compliant")) {
      // When
      shell(command);

      // Then
      daemon.awaitLines(1, "drift");
    }
  }

  @Test
  void sees_a_file_that_it_cannot_repair() {
    try (RunningDaemon daemon = RunningDaemon.fixing(root).awaitLines(1, "compliant")) {
      // When
      shell(
          "echo ECS_AWSVPC_BLOCK_IMDS=no > etc/other; ln -s ../other l; mv -T l etc/ecs/ecs.config");

      // Then
      daemon.awaitLines(1, " failed: ").awaitLines(1, " drift: ");
    }
  }

  @Test
  void sees_the_drop_in_of_a_unit_whose_directory_was_not_there() {
    try (RunningDaemon daemon =
        RunningDaemon.auditing(root, "default").awaitLines(1, "compliant")) {
      // When
      shell(
          "mkdir -p etc/systemd/system; printf '[Service]\\nExecStart=/usr/libexec/amazon-ecs-init start\\n' >"
              + " etc/systemd/system/ecs.service; mkdir etc/systemd/system/ecs.service.d");
      RunningDaemon.sleep(Duration.ofSeconds(1));
      shell(
          "printf '[Service]\\nEnvironment=ECS_SKIP_LOCALHOST_TRAFFIC_FILTER=true\\n' >"
              + " etc/systemd/system/ecs.service.d/a.conf");

      // Then
      daemon.awaitLines(1, "drift");
    }
  }

  @Test
  void waits_for_an_instance_that_is_not_one_yet() throws IOException {
    // Given
    shell("rm -r etc/ecs");
    try (RunningDaemon daemon = RunningDaemon.fixing(root).awaitLines(1, "nothing to audit")) {
      // When
      shell("mkdir etc/ecs; echo ECS_AWSVPC_BLOCK_IMDS=false > etc/ecs/ecs.config");

      // Then
      daemon.await(() -> content().equals(RIGHT), "the repair");
    }
  }

  @Test
  void repairs_drift_and_does_nothing_twice() throws IOException {
    try (RunningDaemon daemon = RunningDaemon.fixing(root).awaitLines(1, "compliant")) {
      // When
      Files.writeString(config, DRIFT);

      // Then
      daemon.awaitLines(1, " repaired: ");
      assertEquals(RIGHT, content());
      RunningDaemon.sleep(Duration.ofSeconds(1));
      assertEquals(1, daemon.count(" repaired: "), daemon.log());
      assertEquals(1, receipts());
    }
  }

  @Test
  void touches_a_file_that_is_being_written_only_when_it_is_quiet() throws IOException {
    boolean whole = false;
    for (int i = 0; i < ATTEMPTS && !whole; i++) {
      Files.writeString(config, RIGHT);
      try (RunningDaemon daemon = RunningDaemon.fixing(root).awaitLines(1, "compliant")) {
        // When: in a hundred pieces, for longer than a burst may delay a look
        whole = writesUntouched();

        // Then
        daemon.awaitLines(1, " repaired: ");
        if (whole) {
          assertTrue(content().contains("# 99\n"), content());
          assertTrue(content().contains(RIGHT), content());
        }
      }
    }
    assumeTrue(whole, "SKIPPED: this machine stands still again and again while a test writes");
  }

  /**
   * Whether nobody touched the file meanwhile. That counts as an error where the test wrote all the
   * time; where the machine stood still, the daemon had to take it for the end.
   */
  private boolean writesUntouched() throws IOException {
    StringBuilder written = new StringBuilder();
    boolean stood = false;
    long last = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      String line = "# " + i + "\n" + (i == 0 ? DRIFT : "");
      Files.writeString(config, line, StandardOpenOption.APPEND);
      written.append(line);
      long now = System.nanoTime();
      stood |= now - last > QUIET_NANOS;
      last = now;
      String content = content();
      if (stood && !content.equals(RIGHT + written)) {
        return false;
      }
      assertEquals(RIGHT + written, content, "touched while it was written");
      RunningDaemon.sleep(Duration.ofMillis(50));
    }
    return true;
  }

  @Test
  void stops_after_the_third_repair_of_a_file_that_somebody_changes_back() throws IOException {
    try (RunningDaemon daemon = RunningDaemon.fixing(root).awaitLines(1, "compliant")) {
      // Given
      for (int i = 1; i <= 3; i++) {
        Files.writeString(config, DRIFT);
        daemon.awaitLines(i, " repaired: ");
      }

      // When
      Files.writeString(config, DRIFT);

      // Then
      daemon.awaitLines(1, "conflict: somebody changes /etc/ecs/ecs.config back");
      assertEquals(DRIFT, content());
      daemon.awaitLines(1, " drift: ");

      // When: it goes on
      Files.writeString(config, DRIFT + "# more\n");
      RunningDaemon.sleep(Duration.ofSeconds(1));

      // Then
      assertEquals(1, daemon.count(" conflict: "), daemon.log());
      assertEquals(3, daemon.count(" repaired: "), daemon.log());

      // When
      daemon.readAgain();

      // Then
      daemon.awaitLines(4, " repaired: ");
    }
  }

  @Test
  void reads_its_baseline_again_and_keeps_the_good_one() throws IOException {
    // Given
    Path baseline = folder.resolve("baseline.yaml");
    Files.writeString(baseline, "schemaVersion: 1\nname: first\nextends: default\n");
    try (RunningDaemon daemon =
        RunningDaemon.auditing(root, baseline.toString()).awaitLines(1, "compliant")) {
      // When
      Files.writeString(baseline, "schemaVersion: 1\ncontrols: {nope: {}}\n");

      // Then
      daemon.awaitLines(1, "the baseline from before stays");

      // When
      Path next = folder.resolve("next.yaml");
      Files.writeString(
          next,
          "schemaVersion: 1\nname: second\nextends: default\n"
              + "settings: {ECS_LOGLEVEL: {equals: warn}}\n");
      Files.move(next, baseline, StandardCopyOption.REPLACE_EXISTING);

      // Then
      daemon.awaitLines(1, "the baseline is second").awaitLines(1, " drift: ");
    }
  }

  @Test
  void goes_on_without_a_baseline_until_there_is_one() throws IOException {
    // Given
    Path baseline = folder.resolve("baseline.yaml");
    try (RunningDaemon daemon =
        RunningDaemon.auditing(root, baseline.toString()).awaitLines(1, "no such file")) {
      // When
      Files.writeString(baseline, "schemaVersion: 1\nname: first\nextends: default\n");

      // Then
      daemon.awaitLines(1, "compliant");
    }
  }

  @Test
  void waits_its_turn_while_another_run_holds_the_lock() throws IOException {
    // Given
    shell("mkdir -p -m 700 var/lib/ecs-harden; touch var/lib/ecs-harden/lock");
    shell("chmod 600 var/lib/ecs-harden/lock");
    Process other =
        new ProcessBuilder(
                List.of(
                    "flock",
                    "-o",
                    root + "/var/lib/ecs-harden/lock",
                    "sh",
                    "-c",
                    "echo held; exec sleep 60"))
            .start();
    assertEquals("held", other.inputReader().readLine());
    try (RunningDaemon daemon = RunningDaemon.fixing(root).awaitLines(1, "compliant")) {
      // When
      Files.writeString(config, DRIFT);

      // Then
      daemon.awaitLines(1, "another run holds the lock");
      assertEquals(DRIFT, content());
      end(other);
      daemon.awaitLines(1, " repaired: ");
      assertEquals(RIGHT, content());
    } finally {
      end(other);
    }
  }

  @Test
  void leaves_the_instance_to_the_daemon_that_is_there() {
    try (RunningDaemon _ = RunningDaemon.fixing(root).awaitLines(1, "compliant");
        RunningDaemon second = RunningDaemon.fixing(root)) {
      // When
      Result<Daemon.Ended> result = second.end();

      // Then
      assertEquals(
          Stop.Reason.LOCKED, assertInstanceOf(Result.Stopped.class, result).stop().reason());
    }
  }

  @Test
  void looks_by_its_schedule_and_counts() throws IOException {
    // Given
    Path metrics = folder.resolve("m.prom");
    try (RunningDaemon daemon =
        RunningDaemon.auditing(root, Duration.ofSeconds(1), metrics).awaitLines(1, "compliant")) {
      // Then
      daemon.await(() -> text(metrics).contains("ecs_harden_looks_total 3\n"), "a third look");
      assertTrue(text(metrics).contains("ecs_harden_findings{status=\"fail\"} 0\n"));
    }
  }

  @Test
  void ends_when_it_is_asked_to() {
    // Given
    RunningDaemon daemon = RunningDaemon.auditing(root, "default").awaitLines(1, "compliant");

    // When
    long begin = System.nanoTime();
    Result<Daemon.Ended> result = daemon.end();

    // Then
    assertInstanceOf(Result.Done.class, result);
    assertTrue(System.nanoTime() - begin < 5_000_000_000L);
    daemon.awaitLines(1, "stopped: ended as asked");
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }

  private long receipts() throws IOException {
    try (var files = Files.list(root.resolve("var/lib/ecs-harden/receipts"))) {
      return files.count();
    }
  }

  private String content() {
    return text(config);
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void shell(String command) {
    try {
      Process process =
          new ProcessBuilder(List.of("sh", "-ec", command)).directory(root.toFile()).start();
      assertEquals(0, process.waitFor(), command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
