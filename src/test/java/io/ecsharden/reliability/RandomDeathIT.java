package io.ecsharden.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.Native;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Death at a moment that nobody has chosen. */
class RandomDeathIT {

  private static final int LATEST_MICROS = 15_000;

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  @Test
  void survives_death_at_any_moment() throws IOException, InterruptedException {
    assertEquals(List.of(), problems(60));
  }

  @Test
  @Tag("reliability")
  void survives_death_at_a_thousand_moments() throws IOException, InterruptedException {
    assertEquals(List.of(), problems(1000));
  }

  private List<String> problems(int deaths) throws IOException, InterruptedException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    CrashCheck check = new CrashCheck(Scenario.TWO_FILES, folder);
    List<String> problems = new ArrayList<>();
    int early = 0;
    int between = 0;
    int late = 0;
    for (int i = 0; i < deaths; i++) {
      Tree tree = check.fresh();
      if (!killed(tree, random.nextInt(LATEST_MICROS))) {
        late++;
      } else if (tree.leftovers().isEmpty() && tree.receipts().isEmpty()) {
        early++;
      } else {
        between++;
      }
      check.torn(tree, problems);
      check.afterwards(tree, problems);
      tree.delete();
    }
    Figures.add(
        "SIGKILL after 0 to 15 ms, TWO_FILES",
        deaths
            + " runs: "
            + early
            + " dead before they wrote, "
            + between
            + " while they wrote, "
            + late
            + " over by then",
        problems.size() + " broken promises");
    return problems.stream().map(problem -> "seed " + seed + ": " + problem).toList();
  }

  /** Whether it was still alive when it was killed. */
  private static boolean killed(Tree tree, int micros) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Native.executable().toString()));
    command.addAll(List.of(CrashCheck.arguments("fix", tree)));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    TimeUnit.MICROSECONDS.sleep(micros);
    process.destroyForcibly();
    return process.waitFor() != 0;
  }
}
