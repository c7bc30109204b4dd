package io.ecsharden.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.Native;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody swaps the file, or its directory, for a link while a run is on its way. */
class RaceIT {

  /** Where a swap happens: before the third rename, that of the file itself. */
  private static final String HELD = "inject=renameat2:delay_enter=100000:when=3";

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private Native program;
  private Tree outside;
  private Map<String, String> before;

  @BeforeEach
  void makeOutside() throws IOException {
    program = new Native(folder);
    outside = Tree.in(folder.resolve("outside")).withWrongLine();
    outside.write("ecs.config", "OUTSIDE=1\n", "rw-r--r--");
    before = outside.files();
  }

  @Test
  void writes_nothing_outside_when_the_file_becomes_a_link() throws Exception {
    swapsBeforeTheRename(10, this::swapFile);
  }

  @Test
  void writes_nothing_outside_when_the_directory_becomes_a_link() throws Exception {
    swapsBeforeTheRename(10, this::swapDirectory);
  }

  @Test
  void writes_nothing_outside_while_both_are_swapped_all_the_time() throws Exception {
    swapsAllTheTime(100);
  }

  @Test
  @Tag("reliability")
  void writes_nothing_outside_in_a_thousand_swaps() throws Exception {
    swapsBeforeTheRename(500, this::swapFile);
    swapsBeforeTheRename(500, this::swapDirectory);
    swapsAllTheTime(1000);
  }

  private interface Swap {
    void in(Tree tree) throws IOException;
  }

  private void swapFile(Tree tree) throws IOException {
    link(tree.path(Tree.CONFIG), outside.path("ecs.config"));
  }

  private void swapDirectory(Tree tree) throws IOException {
    Files.move(tree.path("etc/ecs"), tree.path("etc/moved"));
    Files.createSymbolicLink(tree.path("etc/ecs"), outside.root());
  }

  private static void link(Path path, Path to) throws IOException {
    Path link = path.resolveSibling("link");
    Files.createSymbolicLink(link, to);
    Files.move(link, path, StandardCopyOption.ATOMIC_MOVE);
  }

  private void swapsBeforeTheRename(int times, Swap swap) throws Exception {
    Strace.need(program);
    Strace strace = new Strace(program, folder);
    Map<Integer, Integer> codes = new TreeMap<>();
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      for (int i = 0; i < times; i++) {
        Tree tree = Tree.in(Files.createTempDirectory(folder, "race")).withWrongLine();
        Future<Native.Result> run =
            threads.submit(() -> strace.delayed(HELD, CrashCheck.arguments("fix", tree)));
        awaitStaged(tree);
        swap.in(tree);
        judge(run.get(), codes);
        tree.delete();
      }
    }
    Figures.add(
        "a link in its place before the rename",
        times + " swaps, exit codes " + codes,
        "nothing outside was written");
  }

  private static void awaitStaged(Tree tree) throws IOException {
    long end = System.nanoTime() + 10_000_000_000L;
    while (System.nanoTime() < end) {
      try (var names = Files.list(tree.path("etc/ecs"))) {
        if (names.anyMatch(name -> name.toString().contains(".ecs-harden-"))) {
          return;
        }
      }
    }
  }

  private void swapsAllTheTime(int runs) throws Exception {
    Tree tree = Tree.in(folder.resolve("swapped")).withWrongLine();
    AtomicBoolean over = new AtomicBoolean();
    Map<Integer, Integer> codes = new TreeMap<>();
    int swaps;
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<Integer> racer = threads.submit(() -> race(tree, over));
      try {
        for (int i = 0; i < runs; i++) {
          judge(program.run(CrashCheck.arguments("fix", tree)), codes);
        }
      } finally {
        over.set(true);
      }
      swaps = racer.get();
    }
    Native.Result end = program.run(CrashCheck.arguments("fix", tree));
    assertEquals(0, end.code(), end.toString());
    assertEquals(List.of(), tree.leftovers());
    Figures.add(
        "links swapped in and out all the time",
        runs + " runs, " + swaps + " swaps, exit codes " + codes,
        "nothing outside was written");
  }

  private int race(Tree tree, AtomicBoolean over) throws IOException {
    Path config = tree.path(Tree.CONFIG);
    int swaps = 0;
    while (!over.get()) {
      link(config, outside.path("ecs.config"));
      Thread.onSpinWait();
      Path fresh = config.resolveSibling("fresh");
      Files.writeString(fresh, "ECS_CLUSTER=c\nECS_AWSVPC_BLOCK_IMDS=false\n");
      Files.move(fresh, config, StandardCopyOption.ATOMIC_MOVE);
      try {
        swapDirectory(tree);
      } catch (FileAlreadyExistsException e) {
        // the run was quicker, and made a directory
      }
      Thread.onSpinWait();
      swapBack(tree);
      swaps += 2;
    }
    return swaps;
  }

  private static void swapBack(Tree tree) {
    while (Files.exists(tree.path("etc/moved"))) {
      try {
        new Tree(tree.path("etc/ecs")).delete();
        Files.move(tree.path("etc/moved"), tree.path("etc/ecs"));
      } catch (IOException | UncheckedIOException e) {
        // the run made a directory again
      }
    }
  }

  /** Nothing outside has changed, and the run ends with an answer. */
  private void judge(Native.Result run, Map<Integer, Integer> codes) throws IOException {
    codes.merge(run.code(), 1, Integer::sum);
    assertEquals(before, outside.files(), run.toString());
    assertTrue(List.of(0, 3, 10, 12).contains(run.code()), run.toString());
    boolean good = run.code() == 0 || run.code() == 10;
    assertEquals(good ? 0 : 1, run.err().lines().count(), run.toString());
  }
}
