package io.ecsharden.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  @EnumSource(Scenario.class)
  @Tag("reliability")
  void survives_everything_at_every_call(Scenario scenario) throws Exception {
    assertEquals(List.of(), problems(scenario, fault -> scenario.isWhole() || fault.isPlausible()));
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
    // When, Then
    CrashCheck check =
        new CrashCheck(
            scenario,
            folder.resolve(scenario.name()),
            Optional.of(new Strace.Refusal("openat2", error)));
    assertEquals(
        List.of(),
        problems(check, scenario + " without openat2 (" + error + ")", Fault::isPlausible));
  }

  private List<String> problems(Scenario scenario, Predicate<Fault> which) throws Exception {
    CrashCheck check = new CrashCheck(scenario, folder.resolve(scenario.name()));
    return problems(check, scenario.name(), which);
  }

  private static List<String> problems(CrashCheck check, String name, Predicate<Fault> which)
      throws Exception {
    List<Fault> faults = check.faults().stream().filter(which).toList();
    List<String> problems = Collections.synchronizedList(new ArrayList<>());
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<?>> running = new ArrayList<>();
      for (Fault fault : faults) {
        running.add(threads.submit(() -> problems.addAll(check.problems(fault))));
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
            + " calls",
        problems.size() + " broken promises");
    return problems.stream().sorted().toList();
  }
}
