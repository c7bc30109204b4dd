package io.ecsharden.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.ProcessCost;
import io.ecsharden.lab.NeedsEngine;
import io.ecsharden.standin.AwsStandIn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Months of a daemon's life in a short time: nothing is lost, nothing torn, and nothing grows. */
@NeedsEngine
class SoakIT {

  private static final int MINUTES =
      Integer.parseInt(System.getenv().getOrDefault("SOAK_MINUTES", "120"));

  /** What the fights and waits of 20 rounds take. */
  private static final int FIGHTING = 5;

  /** What two hours have to see; a shorter soak its part of that. */
  private static final int DRIFTS = Math.max(1, 10_000 * (MINUTES - FIGHTING) / (120 - FIGHTING));

  private static final int FAILURES = Math.max(1, 100 * MINUTES / 120);

  private static final int DEATHS = 20;

  /** With reports in use, KiB. */
  private static final int MOST_RESIDENT = 45 * 1024;

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  @Test
  void lives_through_two_rounds() throws Exception {
    soak(Duration.ofSeconds(10), 2, 2, 1);
  }

  @Test
  @Tag("soak")
  void lives_through_hours() throws Exception {
    Done done = soak(Duration.ofMinutes(MINUTES), 20, DEATHS, FAILURES);
    int drifts = done.life().repairs().size();
    assertTrue(drifts >= DRIFTS, drifts + " drifts of " + DRIFTS);
    assertEquals(FAILURES, done.failures(), "times that the agent did not start");
    assertEquals(DEATHS, done.died().between(), "deaths between the journal and its end");

    List<ProcessCost> costs = done.life().costs();
    List<ProcessCost> first = costs.subList(0, 5);
    List<ProcessCost> last = costs.subList(15, 20);
    int before = median(first, ProcessCost::own);
    int after = median(last, ProcessCost::own);
    Figures.add(
        "daemon, memory of its own",
        "median of the first quarter and of the last",
        before
            + " and "
            + after
            + " KiB; each round: "
            + costs.stream().map(ProcessCost::own).toList());
    assertTrue(Math.abs(after - before) <= before / 20, before + " and then " + after + " KiB");
    assertEquals(median(first, ProcessCost::descriptors), median(last, ProcessCost::descriptors));
  }

  /** What came of all parts. */
  private record Done(DaemonLife.Done life, DaemonDeaths.Done died, int failures) {}

  private Done soak(Duration time, int rounds, int deaths, int failures) throws Exception {
    AwsStandIn aws = AwsStandIn.start().reset();
    try (ExecutorService machine = Executors.newFixedThreadPool(3)) {
      Future<DaemonLife.Done> life =
          machine.submit(
              new DaemonLife(Files.createDirectory(folder.resolve("life")), aws, time, rounds));
      Future<DaemonDeaths.Done> died =
          machine.submit(new DaemonDeaths(Files.createDirectory(folder.resolve("deaths")), deaths));
      Future<Integer> failed = machine.submit(new AgentFailures(time, failures));
      awaitAll(machine, List.of(life, died, failed));
      say(time, life.get(), died.get(), failed.get());
      checkCosts(life.get().costs());
      assertTrue(died.get().between() >= Math.min(deaths, 2), "deaths in mid-repair");
      return new Done(life.get(), died.get(), failed.get());
    }
  }

  /** Waits for all parts; where one fails, the others have no reason to go on for hours. */
  private static void awaitAll(ExecutorService machine, List<Future<?>> parts) throws Exception {
    try {
      while (!parts.stream().allMatch(Future::isDone)) {
        for (Future<?> part : parts) {
          if (part.isDone()) {
            part.get();
          }
        }
        Thread.sleep(1000);
      }
    } catch (ExecutionException e) {
      machine.shutdownNow();
      throw e;
    }
  }

  private static void say(Duration time, DaemonLife.Done life, DaemonDeaths.Done died, int failures)
      throws Exception {
    List<Long> repairs = life.repairs().stream().sorted().toList();
    Figures.add(
        "daemon, " + time.toSeconds() + " s of drifts, fights, bad baselines and outages",
        repairs.size() + " drifts, " + life.fights() + " fights, " + life.reads() + " reads",
        "every drift repaired, median "
            + repairs.get(repairs.size() / 2)
            + " ms, worst "
            + repairs.getLast()
            + " ms; one report a fight; no file torn");
    Figures.add(
        "daemon, its cost after the first round and after the last",
        "resident and own KiB, descriptors, threads",
        life.costs().getFirst() + " and " + life.costs().getLast());
    Figures.add(
        "daemon, SIGKILL while it repairs",
        died.deaths() + " deaths, " + died.between() + " between the journal and its end",
        "repaired after each start, nothing left behind");
    Figures.add(
        "daemon, an agent that does not start with the repair",
        failures + " times",
        "put back each time; repaired when the agent starts");
  }

  private static void checkCosts(List<ProcessCost> costs) {
    ProcessCost first = costs.getFirst();
    ProcessCost last = costs.getLast();
    assertTrue(last.threads() <= first.threads() + 1, "threads: " + costs);
    assertTrue(last.descriptors() <= first.descriptors() + 2, "descriptors: " + costs);
    for (ProcessCost cost : costs) {
      assertTrue(cost.resident() <= MOST_RESIDENT, "memory: " + costs);
    }
  }

  private static int median(List<ProcessCost> costs, ToIntFunction<ProcessCost> figure) {
    return costs.stream().mapToInt(figure).sorted().toArray()[costs.size() / 2];
  }
}
