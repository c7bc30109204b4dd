package io.ecsharden.host.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, which end, and whose numbers are used again. */
class ProcessDirectoryTest {

  /** Other programs start processes too, and can get the number first. */
  private static final int TRIES = 200;

  private static final Path LAST_PID = Path.of("/proc/sys/kernel/ns_last_pid");

  private final HostRoot host = new HostRoot(Path.of("/"));

  @Test
  void reads_what_the_kernel_says_of_a_process() throws Exception {
    Process sleep = sleep();
    try (ProcessDirectory directory = open(sleep)) {
      // Then
      assertEquals("/proc/" + sleep.pid(), directory.path());
      assertEquals("sleep\n", new String(directory.read("comm").orElseThrow(), UTF_8));
      assertEquals(Optional.empty(), directory.read("net/no-such-table"));
    } finally {
      end(sleep);
    }
  }

  @Test
  void reads_a_table_of_any_length() throws Exception {
    // Given
    Process waiting = waitingForInput();
    try (ProcessDirectory directory = open(waiting)) {
      byte[] maps = Files.readAllBytes(Path.of("/proc/" + waiting.pid() + "/smaps"));

      // Then: more than is read at once
      assertTrue(maps.length > 4096, "smaps has " + maps.length + " bytes");
      assertEquals(maps.length, directory.read("smaps").orElseThrow().length);
    } finally {
      end(waiting);
    }
  }

  @Test
  void has_nothing_of_a_process_that_has_ended() throws Exception {
    Process sleep = sleep();
    try (ProcessDirectory directory = open(sleep)) {
      // When
      end(sleep);

      // Then
      assertEquals(Optional.empty(), directory.read("comm"));
      assertEquals(Optional.empty(), directory.read("net/route"));
      assertEquals(Optional.empty(), directory.openNamespace("ns/net"));
      assertEquals(Optional.empty(), host.process((int) sleep.pid()));
    }
  }

  @Test
  void has_nothing_of_the_next_process_with_the_same_number() throws Exception {
    assumeTrue(Files.isWritable(LAST_PID), "SKIPPED: only root can choose the number of a process");

    // Given
    Process first = sleep();
    try (ProcessDirectory directory = open(first)) {
      end(first);

      // When
      Process second = sleepAs(first.pid());
      try (ProcessDirectory fresh = open(second)) {
        // Then
        assertEquals(first.pid(), second.pid());
        assertTrue(fresh.read("cgroup").isPresent());
        assertEquals(Optional.empty(), directory.read("cgroup"));
        assertEquals(Optional.empty(), directory.read("net/route"));
        assertEquals(Optional.empty(), directory.openNamespace("ns/net"));
      } finally {
        end(second);
      }
    }
  }

  @Test
  void reads_a_copy_but_opens_no_namespace_in_it(@TempDir Path root) throws Exception {
    // Given
    Files.createDirectories(root.resolve("proc/7/ns"));
    Files.writeString(root.resolve("proc/7/cgroup"), "0::/docker/ab12\n");
    Files.writeString(root.resolve("proc/7/ns/net"), "");

    // When
    HostRoot copy = new HostRoot(root);
    try (ProcessDirectory directory = copy.process(7).orElseThrow()) {
      // Then
      assertEquals("0::/docker/ab12\n", new String(directory.read("cgroup").orElseThrow(), UTF_8));
      assertEquals(Optional.empty(), directory.read("net/route"));
      assertEquals(Optional.empty(), directory.openNamespace("ns/net"));
    }
    assertFalse(copy.process(8).isPresent());
  }

  @Test
  void says_what_is_wrong_with_a_copy_that_cannot_be_read(@TempDir Path root) throws Exception {
    // Given
    Files.createDirectories(root.resolve("proc/7/cgroup"));

    // Then
    try (ProcessDirectory directory = new HostRoot(root).process(7).orElseThrow()) {
      IOException e = assertThrows(IOException.class, () -> directory.read("cgroup"));
      assertEquals("it is a directory, not a file", e.getMessage());
    }
  }

  private ProcessDirectory open(Process process) throws IOException {
    return host.process((int) process.pid()).orElseThrow();
  }

  private static Process sleep() throws Exception {
    Process process = new ProcessBuilder("sleep", "600").start();
    // between fork and exec it still has this program's name
    Path name = Path.of("/proc/" + process.pid() + "/comm");
    while (!Files.readString(name).equals("sleep\n")) {
      Thread.sleep(1);
    }
    return process;
  }

  /** A process that has loaded all it needs: what is known of it does not change any more. */
  private static Process waitingForInput() throws IOException {
    Process cat = new ProcessBuilder("cat").start();
    cat.getOutputStream().write('x');
    cat.getOutputStream().flush();
    assertEquals('x', cat.getInputStream().read());
    return cat;
  }

  private static Process sleepAs(long pid) throws Exception {
    for (int i = 0; i < TRIES; i++) {
      // the JDK starts a helper first, which starts the program
      Files.writeString(LAST_PID, Long.toString(pid - 1 - i % 2));
      Process process = sleep();
      if (process.pid() == pid) {
        return process;
      }
      end(process);
    }
    throw new AssertionError("no process got the number " + pid);
  }

  private static void end(Process process) throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
