package io.ecsharden.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.ProcessCost;
import io.ecsharden.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the daemon costs while nothing happens, started as its unit starts it. Reports are not in
 * use here: AWS's library has a limit of its own ({@code SoakIT}).
 */
class WatchCostIT {

  /** KiB, after the daemon has given pages back. */
  private static final int MOST_RESIDENT = 12 * 1024;

  /** KiB. */
  private static final int MOST_OWN = 5 * 1024;

  /** KiB: what a look takes for the first time. */
  private static final int MOST_GROWTH = 512;

  private static final int MOST_THREADS = 6;

  @TempDir private Path folder;
  private Path root;

  @BeforeEach
  void instance() throws IOException {
    root = Files.createDirectory(folder.resolve("root"));
    Run.write(root, "etc/os-release", "ID=amzn\nVERSION_ID=\"2023\"\n");
    Run.write(root, "etc/ecs/ecs.config", "ECS_AWSVPC_BLOCK_IMDS=true\n");
  }

  @Test
  @Timeout(300)
  void is_small_while_nothing_happens() throws Exception {
    List<ProcessCost> costs = idle(Duration.ofSeconds(20), Duration.ofMillis(500), "24h");

    // less than 1 % of a core in CI, where the machine does other things, too
    assertTrue(ticks(costs) < 20, "processor time: " + costs);
  }

  @Test
  @Tag("soak")
  @Timeout(1200)
  void costs_less_than_a_thousandth_of_a_core_and_does_not_grow() throws Exception {
    List<ProcessCost> costs = idle(Duration.ofMinutes(10), Duration.ofSeconds(5), "5m");

    assertTrue(ticks(costs) <= 60, "processor time: " + costs);
    assertFalse(grows(costs, ProcessCost::own), "memory of its own: " + costs);
    assertFalse(grows(costs, ProcessCost::resident), "resident memory: " + costs);
  }

  /** What an idle daemon has, one time after the other. */
  private List<ProcessCost> idle(Duration time, Duration step, String interval) throws Exception {
    List<ProcessCost> costs = new ArrayList<>();
    try (WatchProcess daemon =
        WatchProcess.start(root, List.of(), "", "--mode", "fix", "--interval", interval)) {
      daemon.await(" compliant: ");
      daemon.await(
          "the end of its work", () -> ProcessCost.of(daemon.pid()).resident() <= MOST_RESIDENT);
      for (long i = time.dividedBy(step); i >= 0; i--) {
        costs.add(ProcessCost.of(daemon.pid()));
        RunningDaemon.sleep(step);
      }
      assertFalse(daemon.log().contains(" error "), daemon.log());
    }
    System.out.println("watch, idle: " + costs.getFirst() + " and " + costs.getLast());
    // a look by the schedule takes more for a moment
    List<Integer> resident = costs.stream().map(ProcessCost::resident).sorted().toList();
    assertTrue(resident.get(resident.size() * 95 / 100) <= MOST_RESIDENT, "resident: " + costs);
    for (ProcessCost cost : costs) {
      assertTrue(cost.own() <= MOST_OWN, "memory of its own: " + costs);
      assertTrue(cost.threads() <= MOST_THREADS, "threads: " + costs);
    }
    assertEquals(
        least(first(costs), ProcessCost::descriptors),
        least(last(costs), ProcessCost::descriptors));
    return costs;
  }

  /** At any moment it can be busy, so the least of a while counts. */
  private static boolean grows(List<ProcessCost> costs, ToIntFunction<ProcessCost> figure) {
    return least(last(costs), figure) > least(first(costs), figure) + MOST_GROWTH;
  }

  private static List<ProcessCost> first(List<ProcessCost> costs) {
    return costs.subList(0, costs.size() / 4);
  }

  private static List<ProcessCost> last(List<ProcessCost> costs) {
    return costs.subList(costs.size() * 3 / 4, costs.size());
  }

  private static int least(List<ProcessCost> costs, ToIntFunction<ProcessCost> figure) {
    return costs.stream().mapToInt(figure).min().orElseThrow();
  }

  private static long ticks(List<ProcessCost> costs) {
    return costs.getLast().ticks() - costs.getFirst().ticks();
  }
}
