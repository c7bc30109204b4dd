package io.ecsharden.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.Native;
import io.ecsharden.Swapper;
import io.ecsharden.reliability.Strace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A minute of swaps while the executable reads: it shows nothing from outside the root, nothing of
 * its own environment, and never waits ({@link Native} ends what hangs).
 */
class SwappedPathsIT {

  private static final long NANOS_EACH = TimeUnit.SECONDS.toNanos(7);
  private static final long NANOS_REFUSED = TimeUnit.SECONDS.toNanos(3);

  private static final int LEAST_RUNS = 10;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void shows_nothing_from_outside(Swapper.Trick trick) throws Exception {
    race(trick, "\"$0\" \"$@\"", NANOS_EACH);
  }

  /** ENOSYS from old kernels, EPERM from old filters of system calls. */
  @ParameterizedTest
  @CsvSource({
    "FILE_TO_OUTSIDE, ENOSYS",
    "DIRECTORY_TO_OUTSIDE, EPERM",
    "FILE_TO_ENVIRONMENT, ENOSYS",
    "FILE_TO_FIFO, EPERM"
  })
  void shows_nothing_from_outside_where_openat2_is_refused(Swapper.Trick trick, String error)
      throws Exception {
    Strace.need(new Native(folder));
    race(
        trick,
        "strace -f -qq -o /dev/null -e trace=openat2 -e inject=openat2:error="
            + error
            + " \"$0\" \"$@\"",
        NANOS_REFUSED);
  }

  private void race(Swapper.Trick trick, String line, long nanos)
      throws IOException, InterruptedException {
    Native program = new Native(folder);
    int runs = 0;
    try (Swapper swapper = new Swapper(folder, trick)) {
      long end = System.nanoTime() + nanos;
      // a busy machine gets the time that it needs for some runs
      while (System.nanoTime() < end || runs <= LEAST_RUNS) {
        Native.Result run =
            program.shell(
                "ECS_CLUSTER=" + Swapper.FOREIGN + "; export ECS_CLUSTER; exec " + line,
                "effective",
                "--format",
                "json",
                "--root",
                swapper.root().toString());
        assertFalse((run.out() + run.err()).contains(Swapper.FOREIGN), run.toString());
        runs++;
      }
      assertTrue(swapper.swaps() > 100, runs + " runs, " + swapper.swaps());
    }
  }
}
