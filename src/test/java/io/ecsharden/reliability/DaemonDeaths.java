package io.ecsharden.reliability;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A daemon that dies of SIGKILL in the middle of a repair, and is started again. */
final class DaemonDeaths implements Callable<DaemonDeaths.Done> {

  private static final int MOST_MICROS = 3000;
  private static final int MOST_TRIES = 20;

  /**
   * What came of it.
   *
   * @param between deaths that left a journal
   */
  record Done(int deaths, int between) {}

  private final Path folder;
  private final int wanted;
  private final Random random = new Random();

  DaemonDeaths(Path folder, int wanted) {
    this.folder = folder;
    this.wanted = wanted;
  }

  @Override
  public Done call() throws Exception {
    Tree tree = Tree.in(folder).write(Tree.CONFIG, SoakedDaemon.right(0), "rw-r-----");
    int deaths = 0;
    int between = 0;
    try (SoakedDaemon daemon = new SoakedDaemon(tree, Map.of())) {
      daemon.await(" compliant: ");
      while (between < wanted && deaths < wanted * MOST_TRIES) {
        deaths++;
        String drift = SoakedDaemon.config(deaths, "false");
        String right = SoakedDaemon.right(deaths);
        daemon.replace(drift);
        await(tree.path(Tree.STATE + "/journal.json"), tree, right);
        TimeUnit.MICROSECONDS.sleep(random.nextInt(MOST_MICROS));
        daemon.kill();

        String text = tree.text(Tree.CONFIG);
        assertTrue(text.equals(drift) || text.equals(right), text);
        between += Files.exists(tree.path(Tree.STATE + "/journal.json")) ? 1 : 0;
        daemon.mark().start();
        daemon.awaitContent(right);
        daemon.await(" compliant: ");
        // it writes its own state after it has said so
        daemon.await("nothing left behind", tree::isClean);
      }
    }
    return new Done(deaths, between);
  }

  /** Waits for the beginning of a repair, without a pause that could miss it. */
  private static void await(Path journal, Tree tree, String right) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!Files.exists(journal) && System.nanoTime() < end) {
      Thread.onSpinWait();
      if (tree.text(Tree.CONFIG).equals(right)) {
        return;
      }
    }
  }
}
