package io.ecsharden.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.cli.Run;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A daemon that is asked to end: within a second, or after the repair that is under way. */
@Timeout(300)
class WatchEndIT {

  private static final String RIGHT = "ECS_AWSVPC_BLOCK_IMDS=true\n";
  private static final String DRIFT = "ECS_AWSVPC_BLOCK_IMDS=false\n";
  private static final int WANTED = 5;
  private static final int MOST_TRIES = 50;

  /**
   * Stops the process as soon as a repair has begun, so that it is known what it was at, and asks
   * it to end: {@code journal process}.
   */
  private static final String CATCH =
      "until [ -e \"$0\" ]; do [ -d /proc/$1 ] || exit 1; done; kill -STOP $1;"
          + " [ ! -e \"$0\" ] || echo between; kill -TERM $1; kill -CONT $1";

  @TempDir private Path folder;
  private Path root;
  private Path config;

  @BeforeEach
  void instance() throws IOException {
    root = Files.createDirectory(folder.toRealPath().resolve("root"));
    Run.write(root, "etc/os-release", "ID=amzn\nVERSION_ID=\"2023\"\n");
    Run.write(root, "etc/ecs/ecs.config", RIGHT);
    config = root.resolve("etc/ecs/ecs.config");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void ends_within_a_second_where_it_waits(String signal) throws Exception {
    try (WatchProcess daemon = daemon()) {
      daemon.await(" compliant: ");

      // When and then
      endsInTime(daemon, signal);
      assertEquals(1, daemon.count(" stopped: ended as asked"), daemon.log());
    }
  }

  @Test
  void ends_within_a_second_where_Docker_does_not_answer() throws Exception {
    // Given
    Path socket = Files.createDirectories(root.resolve("var/run")).resolve("docker.sock");
    List<SocketChannel> connections = new ArrayList<>();
    try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      silent.bind(UnixDomainSocketAddress.of(socket)).configureBlocking(false);
      try (WatchProcess daemon = WatchProcess.start(root, List.of(), "", "--mode", "audit")) {
        daemon.await(
            "a question",
            () -> {
              SocketChannel connection = silent.accept();
              return connection != null && connections.add(connection);
            });

        // When and then
        endsInTime(daemon, "TERM");
        assertEquals(1, daemon.count(" stopped: ended while waiting for an answer"), daemon.log());
      }
    }
  }

  @Test
  void ends_after_the_repair_that_is_under_way() throws Exception {
    int between = 0;
    for (int i = 0; i < MOST_TRIES && between < WANTED; i++) {
      // Given
      Files.writeString(config, RIGHT);
      Files.deleteIfExists(folder.resolve("log"));
      try (WatchProcess daemon = daemon()) {
        daemon.await(" compliant: ");
        Process hunter = hunter(daemon);

        // When
        Files.writeString(config, DRIFT);
        boolean caught = hunter.waitFor(5, TimeUnit.SECONDS);

        // Then
        if (caught && hunter.inputReader().readLine() != null) {
          between++;
          assertEquals(0, daemon.code(), daemon.log());
          assertEquals(RIGHT, Files.readString(config), daemon.log());
          assertEquals(1, daemon.count(" repaired: "), daemon.log());
          assertEquals(1, daemon.count(" stopped: ended as asked"), daemon.log());
          assertEquals(List.of(), leftovers());
        } else {
          hunter.destroyForcibly();
        }
      }
    }
    assertEquals(WANTED, between, "repairs that were under way");
  }

  /** A process that a shell starts in the background ignores SIGINT, and so would the daemon. */
  private WatchProcess daemon() throws IOException {
    List<String> above = List.of("env", "--default-signal=INT");
    return WatchProcess.start(root, above, "", "--mode", "fix");
  }

  private Process hunter(WatchProcess daemon) throws IOException {
    Path journal = root.resolve("var/lib/ecs-harden/journal.json");
    return new ProcessBuilder("sh", "-c", CATCH, journal.toString(), Long.toString(daemon.pid()))
        .start();
  }

  private static void endsInTime(WatchProcess daemon, String signal) throws Exception {
    long begin = System.nanoTime();
    daemon.signal(signal);
    assertEquals(0, daemon.code(), daemon.log());
    Duration time = Duration.ofNanos(System.nanoTime() - begin);
    assertTrue(time.compareTo(Duration.ofSeconds(1)) <= 0, time + " after SIG" + signal);
  }

  /** What a repair has for a moment. */
  private List<Path> leftovers() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> {
            String name = file.getFileName().toString();
            return name.equals("journal.json")
                || name.startsWith(".ecs-harden-")
                || name.endsWith(".new");
          })
          .toList();
    }
  }
}
