package io.ecsharden.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.Native;
import io.ecsharden.host.files.StateDirectory;
import io.ecsharden.host.files.StateSection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many runs at once: one of them writes. */
class ParallelIT {

  /** The promise is 5 seconds; up to fifty runs at once on a busy machine have more. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  @Test
  void lets_one_of_many_write() throws Exception {
    rounds(2, 20);
  }

  @Test
  @Tag("reliability")
  void lets_one_of_fifty_write() throws Exception {
    rounds(40, 50);
  }

  @Test
  void tells_everybody_who_holds_the_lock() throws Exception {
    Native program = new Native(folder);

    // Given
    Tree tree = Tree.in(folder.resolve("held")).withWrongLine();
    Map<String, String> before = tree.files();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      // When: for as long as it takes all of them to meet it
      try (var held = StateDirectory.lock(tree.root(), StateSection.REPAIRS, "fix, process 42")) {
        List<Native.Result> results = all(threads, program, tree, 10);

        // Then
        for (Native.Result result : results) {
          assertEquals(75, result.code(), result.toString());
          assertEquals(
              "ecs-harden: another run holds the lock: fix, process 42; nothing was changed\n",
              result.err());
        }
        assertEquals(List.of(), held.names("receipts"));
        assertEquals(before, tree.files());
      }

      // And
      assertEquals(0, program.run(CrashCheck.arguments("fix", tree)).code());
      assertEquals(1, tree.receipts().size());
    }
  }

  @Test
  void says_of_itself_that_it_holds_the_lock() throws Exception {
    Native program = new Native(folder);
    Strace.need(program);

    // Given
    Tree tree = Tree.in(folder.resolve("slow")).withWrongLine();
    Strace strace = new Strace(program, folder);
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<Native.Result> slow =
          threads.submit(() ->
              strace.delayed("inject=fsync:delay_exit=300000", CrashCheck.arguments("fix", tree)));

      // When
      String holder = "";
      while (holder.isEmpty() && !slow.isDone()) {
        Thread.sleep(5);
        holder = Files.exists(lock(tree)) ? Files.readString(lock(tree)) : "";
      }

      // Then
      assertTrue(holder.matches("ecs-harden fix, process \\d+, since .*Z\n"), holder);
      assertEquals(0, slow.get().code());
    }
  }

  private static Path lock(Tree tree) {
    return tree.path(Tree.STATE + "/lock");
  }

  private void rounds(int rounds, int runs) throws Exception {
    Native program = new Native(folder);
    Map<Integer, Integer> codes = new TreeMap<>();
    int justStarted = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(runs)) {
      for (int round = 0; round < rounds; round++) {
        // Given
        Tree tree = Tree.in(folder.resolve("round" + round)).withWrongLine();

        // When
        List<Native.Result> results = all(threads, program, tree, runs);

        // Then
        for (Native.Result result : results) {
          codes.merge(result.code(), 1, Integer::sum);
          assertTrue(List.of(0, 75).contains(result.code()), result.toString());
          if (result.code() == 75) {
            assertEquals(1, result.err().lines().count(), result.err());
            assertTrue(result.err().contains("another run holds the lock: "), result.err());
            justStarted += result.err().contains("it has just started") ? 1 : 0;
          }
        }
        assertEquals(1, tree.receipts().size());
        assertTrue(tree.text(Tree.CONFIG).contains("ECS_AWSVPC_BLOCK_IMDS=true\n"));
        assertEquals(List.of(), tree.leftovers());
        tree.delete();
      }
    }
    Figures.add(
        runs + " runs at once",
        rounds
            + " rounds, exit codes "
            + codes
            + ", of them "
            + justStarted
            + " that saw the lock before its holder's name",
        "one receipt a round");
  }

  private static List<Native.Result> all(
      ExecutorService threads, Native program, Tree tree, int runs) throws Exception {
    List<Future<Native.Result>> running = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      running.add(
          threads.submit(() -> {
            long begin = System.nanoTime();
            Native.Result result = program.run(CrashCheck.arguments("fix", tree));
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            assertTrue(took.compareTo(LONGEST) < 0, "took " + took);
            return result;
          }));
    }
    List<Native.Result> results = new ArrayList<>();
    for (Future<Native.Result> run : running) {
      results.add(run.get());
    }
    return results;
  }
}
