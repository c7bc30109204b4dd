package io.ecsharden.host.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.facts.FileFact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Somebody swaps a file or its directory for something else in a loop, as a task with {@code
 * /etc/ecs} mounted writable can. Nothing from outside the root is read, and nothing waits.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SwappedPathsTest {

  private static final String CONFIG = "/etc/ecs/ecs.config";
  private static final long NANOS_EACH = 400_000_000L;
  private static final int ENOUGH = 100;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "file to outside, false",
    "file to outside, true",
    "directory to outside, false",
    "directory to outside, true",
    "file to environ, false",
    "file to environ, true",
    "file to fifo, false",
    "file to fifo, true"
  })
  void stays_in_the_root_whatever_is_swapped(String what, boolean byName) throws Exception {
    // Given
    Path root = Files.createDirectories(folder.resolve("root"));
    Path good = Files.createDirectories(root.resolve("good"));
    Files.writeString(good.resolve("ecs.config"), "GOOD=1\n");
    Path bad = Files.createDirectories(folder.resolve("outside"));
    Files.writeString(bad.resolve("ecs.config"), "BAD=1\n");
    Path ecs = root.resolve("etc/ecs");
    Files.createDirectories(ecs);
    Path swapped =
        what.startsWith("directory") ? root.resolve("etc/ecs") : ecs.resolve("ecs.config");
    if (what.startsWith("directory")) {
      Files.delete(ecs);
    }
    Path other =
        switch (what) {
          case "file to outside" -> link(root, bad.resolve("ecs.config").toString());
          case "directory to outside" -> link(root, bad.toString());
          case "file to environ" -> link(root, "/proc/self/environ");
          default -> fifo(root);
        };
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger swaps = new AtomicInteger();
    Thread swapper = Thread.ofPlatform().start(() -> swap(root, swapped, other, swaps, over));

    // When
    HostRoot host = new HostRoot(root, new PathOpener(byName));
    int read = 0;
    int foreign = 0;
    long end = System.nanoTime() + NANOS_EACH;
    while (System.nanoTime() < end || read < ENOUGH || swaps.get() < ENOUGH) {
      if (host.read(CONFIG) instanceof FileFact.Content content) {
        read++;
        foreign += new String(content.bytes(), UTF_8).equals("GOOD=1\n") ? 0 : 1;
      }
    }
    over.set(true);
    swapper.join();

    // Then
    assertEquals(0, foreign);
  }

  /** Puts the good one and the other one in place in turn; both are renamed there. */
  private static void swap(
      Path root, Path place, Path other, AtomicInteger swaps, AtomicBoolean over) {
    boolean directory = place.endsWith("ecs");
    Path spare = root.resolve("spare");
    try {
      while (!over.get()) {
        if (directory) {
          Files.createSymbolicLink(spare, Path.of("/good"));
        } else {
          Files.writeString(spare, "GOOD=1\n");
        }
        Files.move(spare, place, StandardCopyOption.ATOMIC_MOVE);
        if (Files.isSymbolicLink(other)) {
          Files.createSymbolicLink(spare, Files.readSymbolicLink(other));
        } else {
          Files.createLink(spare, other);
        }
        Files.move(spare, place, StandardCopyOption.ATOMIC_MOVE);
        swaps.incrementAndGet();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path link(Path root, String target) throws IOException {
    return Files.createSymbolicLink(root.resolve("other"), Path.of(target));
  }

  private static Path fifo(Path root) throws IOException, InterruptedException {
    Path fifo = root.resolve("other");
    List<String> command = List.of("mkfifo", fifo.toString());
    assertTrue(new ProcessBuilder(command).start().waitFor(5, TimeUnit.SECONDS));
    return fifo;
  }
}
