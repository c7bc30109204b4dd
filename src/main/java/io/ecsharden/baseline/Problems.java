package io.ecsharden.baseline;

import io.ecsharden.format.Location;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects the mistakes of one file; nothing is thrown before all are known. */
final class Problems {

  private final String source;
  private final List<Problem> found = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  Problems(String source) {
    this.source = source;
  }

  void add(Location at, String message) {
    add(at, message, Optional.empty());
  }

  void add(Location at, String message, String hint) {
    add(at, message, Optional.of(hint));
  }

  void add(Location at, String message, Optional<String> hint) {
    found.add(new Problem(at, message, hint));
  }

  /** Adds something that is allowed, and probably not intended. */
  void warn(Location at, String message, Optional<String> hint) {
    warnings.add(new Problem(at, message, hint));
  }

  /** The whole file. */
  Location file() {
    return Location.wholeFile(source);
  }

  /** The first character of the file. */
  Location start() {
    return at(1, 1);
  }

  /** A character: line and column from 1, the column in code points, as an editor counts. */
  Location at(int line, int column) {
    return new Location(source, line, column);
  }

  /** The place right after a text. A line ends with LF, CRLF or CR, as in YAML. */
  Location endOf(CharSequence text) {
    int line = 1;
    int column = 1;
    int previous = 0;
    for (int c : (Iterable<Integer>) text.codePoints()::iterator) {
      if (c == '\r' || (c == '\n' && previous != '\r')) {
        line++;
        column = 1;
      } else if (c != '\n') {
        column++;
      }
      previous = c;
    }
    return at(line, column);
  }

  /** In the order of the file's lines. */
  List<Problem> inOrder() {
    return inOrder(found);
  }

  /** What is allowed, and probably not intended, in the same order. */
  List<Problem> warningsInOrder() {
    return inOrder(warnings);
  }

  private static List<Problem> inOrder(List<Problem> problems) {
    return problems.stream()
        .sorted(
            Comparator.comparingInt((Problem problem) -> problem.location().line())
                .thenComparingInt(problem -> problem.location().column()))
        .toList();
  }
}
