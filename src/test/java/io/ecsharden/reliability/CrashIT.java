package io.ecsharden.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ecsharden.Native;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens at whichever system call: a file is old or new, and the next run goes on. */
class CrashIT {

  private static final int AT_ONCE = 2;

  /**
   * Names of scenarios, with commas: the long form runs these only. {@code REMOVE_A_DROP_IN:EPERM}
   * is one of those where a call is refused. Empty: all of them.
   */
  private static final String CHOSEN = System.getProperty("crash.scenarios", "");

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  @BeforeEach
  void needStrace() throws IOException, InterruptedException {
    Strace.need(new Native(folder));
  }

  @Test
  void survives_death_and_a_broken_disk_at_every_call_that_writes() throws Exception {
    assertEquals(
        List.of(),
        problems(
            Scenario.CHANGE_A_LINE,
            fault -> fault.writes() && (fault.kills() || fault.what().equals("error=EIO"))));
  }

  @Test
  void survives_death_at_every_call_that_writes_two_files() throws Exception {
    assertEquals(List.of(), problems(Scenario.TWO_FILES, fault -> fault.writes() && fault.kills()));
  }

  @Test
  void survives_death_at_every_call_that_removes_a_file() throws Exception {
    assertEquals(
        List.of(), problems(Scenario.REMOVE_THE_FILE, fault -> fault.writes() && fault.kills()));
  }

  @Test
  void survives_death_at_every_call_that_writes_when_a_drop_in_is_removed() throws Exception {
    assertEquals(
        List.of(), problems(Scenario.REMOVE_A_DROP_IN, fault -> fault.writes() && fault.kills()));
  }

  @Test
  void survives_death_at_every_call_that_writes_after_half_a_roll_back() throws Exception {
    assertEquals(
        List.of(),
        problems(Scenario.FIX_AFTER_HALF_A_ROLLBACK, fault -> fault.writes() && fault.kills()));
  }

  @ParameterizedTest
  @EnumSource(names = {"CHANGE_THREE_FILES", "TAKE_THREE_FILES_BACK"})
  void lives_with_an_interruption_at_every_call(Scenario scenario) throws Exception {
    assertEquals(List.of(), problems(scenario, fault -> fault.times() == Fault.Times.EVERY_SECOND));
  }

  @ParameterizedTest
  @EnumSource(names = {"CHANGE_THREE_FILES", "TAKE_THREE_FILES_BACK"})
  void survives_death_at_every_call_that_writes_three_files(Scenario scenario) throws Exception {
    assertEquals(List.of(), problems(scenario, fault -> fault.writes() && fault.kills()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ENOSYS", "EPERM"})
  void repairs_where_openat2_is_refused(String error) throws Exception {
    // Given
    Native program = new Native(folder);
    Tree tree = Tree.in(folder).withWrongLine();

    // When
    Native.Result result =
        new Strace(program, folder)
            .with("inject=openat2:error=" + error + ":when=1+", CrashCheck.arguments("fix", tree));

    // Then
    assertEquals(0, result.code(), result.toString());
    assertTrue(tree.text(Tree.CONFIG).contains("ECS_AWSVPC_BLOCK_IMDS=true\n"));
    assertEquals(List.of(), tree.leftovers());
  }

  @Test
  void takes_a_file_that_cannot_be_opened_for_no_missing_one() throws Exception {
    // Given
    Native program = new Native(folder);
    Tree tree = Tree.in(folder).withWrongLine();
    Map<String, String> before = tree.files();

    // When
    Native.Result result =
        new Strace(program, folder)
            .with(
                "inject=openat2:error=EIO",
                Path.of("/etc/ecs/ecs.config"), // below the root, as the call has it
                CrashCheck.arguments("fix", tree));

    // Then
    assertEquals(10, result.code(), result.toString());
    assertTrue(
        result
            .out()
            .contains("/etc/ecs/ecs.config: input/output error. Find out why it cannot be read"),
        result.out());
    assertEquals(before, tree.files());
  }

  @ParameterizedTest
  @CsvSource({
    "CHANGE_A_LINE, 1",
    "TWO_FILES, 2",
    "CREATE_A_DROP_IN, 1",
    "CHANGE_DAEMON_JSON, 1",
    "CHANGE_THREE_FILES, 3",
    "CHANGE_A_FILE_AND_CREATE_A_DROP_IN, 2",
    "TAKE_THREE_FILES_BACK, 3",
    "TAKE_A_FILE_BACK_AND_REMOVE_A_DROP_IN, 2",
  })
  void changes_every_file_of_the_scenario(Scenario scenario, int files) throws Exception {
    assertEquals(files, new CrashCheck(scenario, folder).changes().size());
  }

  @ParameterizedTest
  @EnumSource(Scenario.class)
  @Tag("reliability")
  void survives_everything_at_every_call(Scenario scenario) throws Exception {
    needChosen(scenario.name());
    assertEquals(
        List.of(), problems(scenario, scenario.isWhole() ? Fault::isOfItsOwn : Fault::isTypical));
  }

  @ParameterizedTest
  @CsvSource({
    "CHANGE_THREE_FILES, ENOSYS",
    "CHANGE_THREE_FILES, EPERM",
    "TAKE_THREE_FILES_BACK, ENOSYS",
    "TAKE_THREE_FILES_BACK, EPERM",
    "CREATE_A_DROP_IN, ENOSYS",
    "CREATE_A_DROP_IN, EPERM",
    "REMOVE_A_DROP_IN, ENOSYS",
    "REMOVE_A_DROP_IN, EPERM",
  })
  @Tag("reliability")
  void survives_everything_where_openat2_is_refused(Scenario scenario, String error)
      throws Exception {
    needChosen(scenario + ":" + error);
    CrashCheck check =
        new CrashCheck(
            scenario,
            folder.resolve(scenario.name()),
            Optional.of(new Strace.Refusal("openat2", error)));
    assertEquals(
        List.of(),
        problems(check, scenario + " without openat2 (" + error + ")", Fault::isTypical));
  }

  private static void needChosen(String name) {
    List<String> chosen = List.of(CHOSEN.split(","));
    assumeTrue(CHOSEN.isEmpty() || chosen.contains(name), name + " is not chosen");
  }

  private List<String> problems(Scenario scenario, Predicate<Fault> which) throws Exception {
    CrashCheck check = new CrashCheck(scenario, folder.resolve(scenario.name()));
    return problems(check, scenario.name(), which);
  }

  private static List<String> problems(CrashCheck check, String name, Predicate<Fault> which)
      throws Exception {
    long begin = System.nanoTime();
    List<Fault> faults = check.faults().stream().filter(which).toList();
    List<String> problems = Collections.synchronizedList(new ArrayList<>());
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<?>> running = new ArrayList<>();
      for (Fault fault : faults) {
        running.add(
            threads.submit(() -> {
              List<String> found = check.problems(fault);
              Figures.problems(name, found);
              return problems.addAll(found);
            }));
      }
      for (Future<?> run : running) {
        run.get();
      }
    }
    Figures.add(
        "crash matrix, " + name,
        faults.size()
            + " faults at "
            + faults.stream().map(f -> f.call() + f.number()).distinct().count()
            + " calls, "
            + check.states()
            + " states left, "
            + (System.nanoTime() - begin) / 1_000_000_000
            + " s",
        problems.size() + " broken promises");
    return problems.stream().sorted().toList();
  }
}
