package io.ecsharden.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.Native;
import io.ecsharden.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The daemon as it is shipped: its signals, its events and its health. */
@Timeout(300)
class WatchIT {

  private static final String RIGHT = "ECS_AWSVPC_BLOCK_IMDS=true\n";
  private static final String DRIFT = "ECS_AWSVPC_BLOCK_IMDS=false\n";
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private Path root;
  private Path config;
  private Path log;
  private Process daemon;

  @BeforeEach
  void start() throws Exception {
    root = Files.createDirectory(folder.resolve("root"));
    Run.write(root, "etc/os-release", "ID=amzn\nVERSION_ID=\"2023\"\n");
    Run.write(root, "etc/ecs/ecs.config", RIGHT);
    config = root.resolve("etc/ecs/ecs.config");
    log = folder.resolve("log");
    daemon = daemon();
    await("compliant", () -> log().contains(" compliant: "));
  }

  @AfterEach
  void stop() {
    daemon.destroyForcibly();
  }

  private Process daemon() throws IOException {
    return new ProcessBuilder(
            Native.executable().toString(), "watch", "--mode", "fix", "--root", root.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  @Test
  void repairs_what_drifts_and_ends_with_a_signal() throws Exception {
    // When
    Files.writeString(config, DRIFT);

    // Then
    await("repair", () -> RIGHT.equals(Files.readString(config)));
    assertEquals(0, health().code(), log());

    // When
    daemon.destroy();

    // Then
    assertTrue(daemon.waitFor(60, TimeUnit.SECONDS), "SIGTERM ends it");
    assertEquals(0, daemon.exitValue(), log());
    assertEquals(69, health().code());
  }

  @Test
  void reads_everything_again_with_a_signal() throws Exception {
    // When
    new ProcessBuilder("kill", "-HUP", Long.toString(daemon.pid())).start().waitFor();

    // Then
    await("SIGHUP", () -> log().contains(" signal: "));
    assertTrue(daemon.isAlive());
  }

  @Test
  void is_the_only_one_on_its_instance() throws Exception {
    // When
    Native.Result second = new Native(folder).run("watch", "--root", root.toString());

    // Then
    assertEquals(75, second.code(), second.toString());
    assertTrue(second.err().contains("ecs-harden watch, process "), second.err());
  }

  @Test
  void goes_on_after_it_was_killed() throws Exception {
    // Given
    daemon.destroyForcibly().waitFor();
    assertEquals(69, health().code());
    Files.writeString(config, DRIFT);

    // When
    daemon = daemon();

    // Then
    await("repair", () -> RIGHT.equals(Files.readString(config)));
    // it tells of its look after it
    await("health", () -> health().code() == 0);
  }

  private Native.Result health() throws Exception {
    return new Native(folder).run("health", "--root", root.toString());
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private void await(String what, Condition condition) throws Exception {
    long end = System.nanoTime() + SOON.toNanos();
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < end, what + " does not come:\n" + log());
      RunningDaemon.sleep(Duration.ofMillis(10));
    }
  }

  private String log() throws IOException {
    return Files.exists(log) ? Files.readString(log) : "";
  }
}
