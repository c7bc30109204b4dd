package io.ecsharden.app;

import io.ecsharden.baseline.Baseline.Choice;
import io.ecsharden.facts.FileFact;
import io.ecsharden.host.files.HostRoot;
import java.util.Optional;

/**
 * The baseline of a run whose command line names none. A file that only root writes comes before a
 * variable that anybody who starts the program can set.
 *
 * @param name of the baseline
 * @param choice who chose it
 * @param ignored a line about a variable that does not count
 * @param file what was found at {@link #FILE}, where that is the baseline; it is not read again, so
 *     that a disk which fails only once does not look like a file that is not there
 */
record DefaultBaseline(
    String name, Choice choice, Optional<String> ignored, Optional<FileFact> file) {

  static final String FILE = "/etc/ecs-harden/baseline.yaml";
  static final String VARIABLE = "ECS_HARDEN_BASELINE";

  private DefaultBaseline(String name, Choice choice) {
    this(name, choice, Optional.empty(), Optional.empty());
  }

  /**
   * Looks for it.
   *
   * @param own this process's own file system, which need not be the instance's
   * @param variable the value of {@link #VARIABLE}
   */
  static DefaultBaseline find(HostRoot own, Optional<String> variable) {
    Optional<String> named = variable.filter(text -> !text.isBlank());
    FileFact file = own.read(FILE);
    if (!(file instanceof FileFact.Absent)) {
      Optional<String> ignored =
          named.map(text -> VARIABLE + " is not used, because there is " + FILE);
      return new DefaultBaseline(FILE, Choice.FILE, ignored, Optional.of(file));
    }
    return named
        .map(text -> new DefaultBaseline(text, Choice.VARIABLE))
        .orElseGet(() -> new DefaultBaseline("default", Choice.BUILT_IN));
  }
}
