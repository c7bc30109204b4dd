package io.ecsharden.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ecsharden.Native;
import io.ecsharden.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each way to change the configuration, as the kernel tells of it: a daemon sees it by itself only
 * 5 seconds after its last look, and looks by its schedule only once a day.
 */
@Timeout(300)
class WatchChangesIT {

  private static final String SETTING = "ECS_AWSVPC_BLOCK_IMDS=";
  private static final String RIGHT = SETTING + "true\n";
  private static final String DRIFT = SETTING + "false\n";
  private static final Duration MOST = Duration.ofMillis(2500);
  private static final int ATTEMPTS = 5;

  /** Shorter than what the daemon takes for quiet. */
  private static final long QUIET_NANOS = 150_000_000L;

  @TempDir private Path folder;
  private Path root;
  private Path config;
  private Path metrics;

  @BeforeEach
  void instance() throws IOException {
    root = Files.createDirectory(folder.toRealPath().resolve("root"));
    Run.write(root, "etc/os-release", "ID=amzn\nVERSION_ID=\"2023\"\n");
    Run.write(root, "etc/ecs/ecs.config", RIGHT);
    config = root.resolve("etc/ecs/ecs.config");
    metrics = folder.resolve("metrics.prom");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "appended         |  | cat drift >> etc/ecs/ecs.config",
        "truncated        |  | : > etc/ecs/ecs.config",
        "written in place |  | cat drift > etc/ecs/ecs.config",
        "edited by sed    |  | sed -i s/true/false/ etc/ecs/ecs.config",
        "renamed          |  | mv drift etc/ecs/ecs.config",
        "removed          |  | rm etc/ecs/ecs.config",
        "new directory    |  | mkdir n; mv drift n/ecs.config; mv etc/ecs o; mv n etc/ecs",
        "removed directory|  | rm -r etc/ecs; sleep 0.1; mkdir etc/ecs; mv drift etc/ecs/ecs.config",
        "a link instead   |  | mv drift etc/ecs/b; ln -s b l; mv -T l etc/ecs/ecs.config",
        "another target   | mv etc/ecs/ecs.config etc/ecs/a; ln -s a etc/ecs/ecs.config"
            + " | mv drift etc/ecs/b; ln -s b l; mv -T l etc/ecs/ecs.config",
        "changed target   | mv etc/ecs/ecs.config etc/ecs/a; ln -s a etc/ecs/ecs.config"
            + " | cat drift > etc/ecs/a",
        "other directory  | mv etc/ecs etc/ecs-1; ln -s ecs-1 etc/ecs"
            + " | mkdir etc/ecs-2; mv drift etc/ecs-2/ecs.config; ln -s ecs-2 l; mv -T l etc/ecs"
      })
  void repairs_after_each_way_to_change_the_file(String name, String before, String change)
      throws Exception {
    // Given
    Files.writeString(root.resolve("drift"), DRIFT);
    shell(before == null ? ":" : before);
    try (WatchProcess daemon = daemon(" compliant: ")) {
      // When and then
      inTime(daemon, change, this::isRight);
    }
  }

  @Test
  void repairs_what_it_finds_in_a_directory_that_was_not_there() throws Exception {
    // Given
    shell("rm -r etc/ecs");
    try (WatchProcess daemon = daemon("nothing to audit")) {
      // When and then
      inTime(daemon, "mkdir etc/ecs; echo " + DRIFT.strip() + " > " + config, this::isRight);
    }
  }

  @Test
  void narrows_a_mode_that_was_widened() throws Exception {
    try (WatchProcess daemon = daemon(" compliant: ")) {
      // When and then
      inTime(
          daemon,
          "chmod 0666 " + config,
          () ->
              PosixFilePermissions.toString(Files.getPosixFilePermissions(config))
                  .equals("rw-r--r--"));
    }
  }

  @Test
  void looks_when_a_mode_changes_that_no_control_forbids() throws Exception {
    shell("chmod 0644 " + config);
    try (WatchProcess daemon = daemon(" compliant: ")) {
      daemon.await("the first look", () -> looks() == 1);

      // When and then
      inTime(daemon, "chmod 0600 " + config, () -> looks() == 2);
      assertEquals(0, daemon.count(" repaired: "), daemon.log());
    }
  }

  @Test
  void says_that_a_link_leads_to_where_it_writes_nothing() throws Exception {
    try (WatchProcess daemon = daemon(" compliant: ")) {
      // When and then
      inTime(
          daemon,
          "printf '" + DRIFT + "' > etc/b; ln -s ../b l; mv -T l " + config,
          () -> daemon.count("/etc/ecs/ecs.config is a symbolic link that leads out") == 1);
      assertEquals(DRIFT, Files.readString(config));
    }
  }

  @Test
  void touches_a_file_that_is_being_written_only_when_it_is_quiet() throws Exception {
    boolean whole = false;
    for (int i = 0; i < ATTEMPTS && !whole; i++) {
      Files.writeString(config, RIGHT);
      Files.deleteIfExists(folder.resolve("log"));
      try (WatchProcess daemon = daemon(" compliant: ")) {
        // When: in a hundred pieces, for longer than a burst may delay a look
        whole = writesUntouched();

        // Then
        daemon.await(" repaired: ");
        if (whole) {
          assertTrue(Files.readString(config).contains("# 99\n"), Files.readString(config));
          assertTrue(isRight(), Files.readString(config));
          assertEquals(1, daemon.count(" repaired: "), daemon.log());
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
    StringBuilder written = new StringBuilder(RIGHT);
    boolean stood = false;
    long last = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      String piece = "# " + i + "\n" + (i == 0 ? DRIFT : "");
      Files.writeString(config, piece, StandardOpenOption.APPEND);
      written.append(piece);
      long now = System.nanoTime();
      stood |= now - last > QUIET_NANOS;
      last = now;
      String content = Files.readString(config);
      if (stood && !content.equals(written.toString())) {
        return false;
      }
      assertEquals(written.toString(), content, "touched while it was written");
      RunningDaemon.sleep(Duration.ofMillis(50));
    }
    return true;
  }

  private WatchProcess daemon(String ready) throws Exception {
    WatchProcess daemon =
        WatchProcess.start(
            root,
            List.of(),
            "",
            "--mode",
            "fix",
            "--interval",
            "24h",
            "--metrics-file",
            metrics.toString());
    daemon.await(ready);
    return daemon;
  }

  /** Changes something, and has the daemon do what it has to. */
  private void inTime(WatchProcess daemon, String change, Callable<Boolean> done) throws Exception {
    long begin = System.nanoTime();
    shell(change);
    daemon.await("what has to come of `" + change + "`", done);
    Duration time = Duration.ofNanos(System.nanoTime() - begin);
    assertTrue(time.compareTo(MOST) <= 0, time + " after `" + change + "`");
  }

  /** Whether the setting is there, and says nothing else. */
  private boolean isRight() throws IOException {
    if (!Files.exists(config)) {
      return false;
    }
    List<String> lines =
        Files.readAllLines(config).stream().filter(line -> line.startsWith(SETTING)).toList();
    return !lines.isEmpty() && lines.stream().allMatch(RIGHT.strip()::equals);
  }

  private long looks() throws IOException {
    String name = "ecs_harden_looks_total ";
    return Files.exists(metrics)
        ? Files.readAllLines(metrics).stream()
            .filter(line -> line.startsWith(name))
            .mapToLong(line -> Long.parseLong(line.substring(name.length())))
            .sum()
        : 0;
  }

  private void shell(String command) throws IOException, InterruptedException {
    Native.Result result =
        new Native(folder).shell("set -e; cd \"$1\"; " + command, root.toString());
    assertEquals(0, result.code(), command + "\n" + result);
  }
}
