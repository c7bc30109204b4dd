package io.ecsharden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.Native;
import io.ecsharden.host.TaskScene;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a run holds of the machine's memory. Fails when the build no longer puts the objects that an
 * audit uses side by side: see {@code UsedObjectsFirst}.
 */
@Timeout(60)
class MemoryIT {

  private static final int PIPE = 65536;

  /** How often in a row it has to be asleep. */
  private static final int LONG = 10;

  /** Kibibytes. */
  private static final int MOST = 12 * 1024;

  @Test
  void of_an_audit_is_less_than_12_mebibytes() throws IOException, InterruptedException {
    assertTrue(peak("audit", "--root", "ecs-config/sample-instance") < MOST);
  }

  @Test
  void of_a_plan_is_less_than_12_mebibytes() throws IOException, InterruptedException {
    assertTrue(peak("fix", "--dry-run", "--root", "ecs-config/sample-instance") < MOST);
  }

  @Test
  void of_an_audit_grows_by_less_than_3_mebibytes_with_50_tasks(@TempDir Path folder)
      throws IOException, InterruptedException {
    int without = peakWith(0, folder.resolve("none"));
    int with = peakWith(50, folder.resolve("some"));

    assertTrue(with - without < 3 * 1024, without + " KiB without tasks, " + with + " with them");
  }

  private static int peakWith(int tasks, Path root) throws IOException, InterruptedException {
    assertEquals(
        0,
        new ProcessBuilder("cp", "-r", "ecs-config/sample-instance", root.toString())
            .start()
            .waitFor());
    try (TaskScene scene = new TaskScene(root, tasks)) {
      return peak("audit", "--root", root.toString());
    }
  }

  /** The most that a run has held in memory when it writes its report, in kibibytes. */
  private static int peak(String... arguments) throws IOException, InterruptedException {
    // Its output is a pipe that is full, so that it waits there to be looked at.
    List<String> command = new ArrayList<>(List.of("sh", "-c"));
    command.add("head -c " + PIPE + " /dev/zero; exec \"$0\" \"$@\"");
    command.add(Native.executable().toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).start();
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    // it also sleeps for an answer of Docker now and then
    for (int asleep = 0; asleep < LONG; asleep = isWaiting(proc) ? asleep + 1 : 0) {
      Thread.sleep(50);
    }
    int peak = Integer.parseInt(status(proc, "VmHWM").replaceAll("\\D", ""));
    try (InputStream out = process.getInputStream()) {
      byte[] all = out.readAllBytes();
      assertEquals(
          10, process.waitFor(), new String(all, PIPE, all.length - PIPE, StandardCharsets.UTF_8));
    }
    System.out.println(String.join(" ", arguments) + ": " + peak + " KiB at its peak");
    return peak;
  }

  /** Whether it is the program by now, and sleeps. */
  private static boolean isWaiting(Path proc) throws IOException {
    return Files.isSameFile(proc.resolve("exe"), Native.executable())
        && status(proc, "State").startsWith("S");
  }

  private static String status(Path proc, String name) throws IOException {
    return Files.readAllLines(proc.resolve("status")).stream()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElseThrow();
  }
}
