package io.ecsharden.baseline;

import java.util.List;
import java.util.stream.Collectors;

/** A baseline with mistakes: all of them. The message has one line for each. */
public final class BadBaseline extends Exception {

  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  BadBaseline(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** At least one; the nearest file's first, those of a file in the order of its lines. */
  public List<Problem> problems() {
    return problems;
  }
}
