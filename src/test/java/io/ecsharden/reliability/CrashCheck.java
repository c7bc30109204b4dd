package io.ecsharden.reliability;

import io.ecsharden.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** One scenario: lets a run go wrong, and looks at what is left, and at what the next run does. */
final class CrashCheck {

  /** Codes of a run that did what it could. */
  private static final Set<Integer> GOOD = Set.of(0, 10, 11);

  private static final Set<Integer> TABLE = Set.of(0, 2, 3, 10, 11, 12, 13, 14, 74, 75, 77, 78);

  private final Scenario scenario;
  private final Path folder;
  private final Native program;
  private final Strace strace;
  private final Tree origin;
  private final Map<String, String> old;
  private final Map<String, String> wanted;

  /** What came after each state, by that state. */
  private final Map<String, List<String>> followed = new ConcurrentHashMap<>();

  /** What it is in the end when the change is taken back: old, but for an interrupted run. */
  private final Map<String, String> back;

  CrashCheck(Scenario scenario, Path folder) throws IOException, InterruptedException {
    this(scenario, folder, Optional.empty());
  }

  /**
   * @param refused a call that fails in every run
   */
  CrashCheck(Scenario scenario, Path folder, Optional<Strace.Refusal> refused)
      throws IOException, InterruptedException {
    this.scenario = scenario;
    this.folder = Files.createDirectories(folder);
    this.program = new Native(folder);
    this.strace = new Strace(program, folder, refused);
    this.origin = Tree.in(folder.resolve("origin"));
    scenario.prepare(origin, program);
    this.old = origin.files();
    Tree tree = origin.copy(folder.resolve("clean"));
    Native.Result clean = run(scenario.verb(), tree);
    this.wanted = tree.files();
    if (clean.code() != 0 || old.equals(wanted) || !tree.leftovers().isEmpty()) {
      throw new IllegalStateException(scenario + " does nothing: " + clean);
    }
    Native.Result undone = run(scenario.reverse(), tree);
    this.back = tree.files();
    if (undone.code() != 0 || !back.equals(old) && origin.leftovers().isEmpty()) {
      throw new IllegalStateException(scenario + " cannot be taken back: " + undone);
    }
    tree.delete();
  }

  /** Everything that can go wrong in the scenario's run. */
  List<Fault> faults() throws IOException, InterruptedException {
    Tree tree = origin.copy(folder.resolve("traced"));
    List<Fault> faults = strace.faults(arguments(scenario.verb(), tree));
    tree.delete();
    return faults;
  }

  /** What is not as promised after a fault. */
  List<String> problems(Fault fault) throws IOException, InterruptedException {
    Tree tree = origin.copy(Files.createTempDirectory(folder, "case"));
    List<String> problems = new ArrayList<>();
    Native.Result broken = strace.with(fault.injection(), arguments(scenario.verb(), tree));
    Map<String, String> now = tree.files();
    torn(now, problems);
    boolean ended = fault.codeOfSignal().filter(code -> code == broken.code()).isPresent();
    if (fault.kills() && !ended) {
      problems.add("is not what happened: " + broken);
    }
    if (!ended) {
      answered(broken, now, tree.leftovers(), fault, problems);
    }
    problems.addAll(afterwards(tree));
    tree.delete();
    return problems.stream().map(p -> scenario + ", " + fault + ": " + p).toList();
  }

  /** A file holds what it held, or what it shall hold. */
  private void torn(Map<String, String> now, List<String> problems) {
    now.forEach((name, is) -> {
      boolean known =
          is.equals(old.get(name)) || is.equals(wanted.get(name)) || is.equals(back.get(name));
      if (!known) {
        problems.add("TORN " + name + ": " + is);
      }
    });
    for (String name : old.keySet()) {
      if (!now.containsKey(name) && wanted.containsKey(name)) {
        problems.add("TORN " + name + " is gone");
      }
    }
  }

  private void answered(
      Native.Result run,
      Map<String, String> now,
      List<String> left,
      Fault fault,
      List<String> problems)
      throws IOException {
    if (!TABLE.contains(run.code())) {
      problems.add("exits with " + run.code() + ": " + run);
    }
    boolean good = GOOD.contains(run.code());
    if (run.err().lines().count() != (good ? 0 : 1) || run.err().contains("\tat ")) {
      problems.add("says " + run);
    }
    if (run.code() == 0 && !now.equals(wanted)) {
      problems.add("says that it is done, and it is not: " + run);
    }
    // 13: not everything is as before, and the line says what is left to do
    boolean said =
        run.err().contains("the next run")
            || run.err().contains("run it again, which goes on with that")
            || run.code() == 74
            || run.code() == 13;
    // what an interrupted run had left is finished first, or undone
    boolean finished = !origin.leftovers().isEmpty() && now.equals(wanted);
    if (!good && !said && !finished && !now.equals(old) && !now.equals(back)) {
      problems.add("fails, and has changed something: " + run);
    }
    // a journal that may not have reached the disk stays there: it says that nothing was changed
    boolean unsure = run.err().contains("journal.json");
    if (!said && !unsure && origin.leftovers().isEmpty() && !left.isEmpty()) {
      problems.add("has left " + left + ": " + run);
    }
    if (fault.isTransparent() && (run.code() != 0 || !now.equals(wanted))) {
      problems.add("does not live with that: " + run);
    }
  }

  /**
   * What comes after a run depends on what it left, and on nothing else: each state is followed
   * once. It is remembered without the root's name, and with each time as the number of its rank.
   */
  private List<String> afterwards(Tree tree) throws IOException, InterruptedException {
    String state = tree.state();
    List<String> known = followed.get(state);
    if (known == null) {
      known = new ArrayList<>();
      afterwards(tree, known);
      followed.put(state, List.copyOf(known));
    }
    return known;
  }

  /** The files that the scenario's run changes. */
  Set<String> changes() {
    Set<String> changes = new TreeSet<>();
    for (Map<String, String> files : List.of(old, wanted)) {
      files.keySet().stream()
          .filter(name -> !Objects.equals(old.get(name), wanted.get(name)))
          .forEach(changes::add);
    }
    return changes;
  }

  /** How many different states the runs left. */
  int states() {
    return followed.size();
  }

  /** The next run does what is to be done, and everything can be taken back. */
  void afterwards(Tree tree, List<String> problems) throws IOException, InterruptedException {
    Native.Result again = run(scenario.verb(), tree);
    boolean nothingLeft = scenario.verb().equals("rollback") && again.code() == 2;
    if (again.code() != 0 && !nothingLeft) {
      problems.add("the next run fails: " + again);
    }
    if (!tree.files().equals(wanted)) {
      problems.add("the next run does not repair: " + tree.files());
    }
    if (!tree.leftovers().isEmpty()) {
      problems.add("left " + tree.leftovers());
    }
    Native.Result history = program.run("history", "--root", tree.root().toString());
    if (history.code() != 0 || history.out().lines().count() != tree.receipts().size()) {
      problems.add("history: " + history);
    }
    // a run that could not read everything repairs a part, and the next one the rest: two receipts
    int runs = tree.receipts().size() - origin.receipts().size();
    Native.Result undone = run(scenario.reverse(), tree);
    while (--runs > 0 && undone.code() == 0 && !tree.files().equals(back)) {
      undone = run(scenario.reverse(), tree);
    }
    if (undone.code() != 0 || !tree.files().equals(back)) {
      problems.add("the way back: " + undone + " " + tree.files());
    }
  }

  Tree fresh() throws IOException {
    return origin.copy(Files.createTempDirectory(folder, "case"));
  }

  void torn(Tree tree, List<String> problems) throws IOException {
    torn(tree.files(), problems);
  }

  private Native.Result run(String verb, Tree tree) throws IOException, InterruptedException {
    return strace.run(arguments(verb, tree));
  }

  /** A scenario's file belongs to a user of its own, to see that it keeps its owner. */
  static String[] arguments(String verb, Tree tree) {
    String root = tree.root().toString();
    return verb.equals("fix")
        ? new String[] {verb, "--root", root, "--restart", "never", "--skip", "config-owner"}
        : new String[] {verb, "--root", root, "--restart", "never"};
  }
}
