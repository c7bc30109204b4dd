package io.ecsharden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process has now.
 *
 * @param resident KiB
 * @param own KiB that are in no file, and so the process' alone
 * @param ticks processor time since its start, in hundredths of a second
 */
public record ProcessCost(int resident, int own, int descriptors, int threads, long ticks) {

  public static ProcessCost of(long process) throws IOException {
    Path proc = Path.of("/proc", Long.toString(process));
    try (var descriptors = Files.list(proc.resolve("fd"))) {
      return new ProcessCost(
          number(proc.resolve("smaps_rollup"), "Rss:"),
          number(proc.resolve("smaps_rollup"), "Anonymous:"),
          (int) descriptors.count(),
          number(proc.resolve("status"), "Threads:"),
          ticks(proc));
    }
  }

  private static long ticks(Path proc) throws IOException {
    String stat = Files.readString(proc.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
  }

  private static int number(Path file, String name) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> Integer.parseInt(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
