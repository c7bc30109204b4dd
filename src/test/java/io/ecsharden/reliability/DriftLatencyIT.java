package io.ecsharden.reliability;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a drift lasts, on a machine that is otherwise idle. */
class DriftLatencyIT {

  private static final int DRIFTS = 200;
  private static final long MEDIAN_MILLIS = 400;
  private static final long WORST_MILLIS = 2500;

  @TempDir private Path folder;

  @Test
  @Tag("reliability")
  void repairs_two_hundred_drifts_in_time() throws Exception {
    Tree tree = Tree.in(folder).write(Tree.CONFIG, SoakedDaemon.right(0), "rw-r-----");
    List<Long> times = new ArrayList<>();
    try (SoakedDaemon daemon = new SoakedDaemon(tree, Map.of())) {
      daemon.await(" compliant: ");
      for (int i = 1; i <= DRIFTS; i++) {
        long begin = System.nanoTime();
        daemon.replace(SoakedDaemon.config(i, "false"));
        daemon.awaitContent(SoakedDaemon.right(i));
        times.add((System.nanoTime() - begin) / 1_000_000);
        if (i % 3 == 0) {
          daemon.readAgain();
        }
      }
    }
    Collections.sort(times);
    long median = times.get(DRIFTS / 2);
    Figures.add(
        "from a drift to its repair on disk",
        DRIFTS + " drifts",
        "median " + median + " ms, worst " + times.getLast() + " ms");
    assertTrue(median <= MEDIAN_MILLIS, times.toString());
    assertTrue(times.getLast() <= WORST_MILLIS, times.toString());
  }
}
