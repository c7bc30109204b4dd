package io.ecsharden.baseline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects the mistakes of one file; nothing is thrown before all are known. */
final class Problems {

  private final String source;
  private final List<Problem> found = new ArrayList<>();

  Problems(String source) {
    this.source = source;
  }

  void add(At at, String message) {
    add(at, message, Optional.empty());
  }

  void add(At at, String message, String hint) {
    add(at, message, Optional.of(hint));
  }

  void add(At at, String message, Optional<String> hint) {
    found.add(new Problem(source, at.line(), at.column(), message, hint));
  }

  Provenance provenance(At at) {
    return new Provenance(source, at.line());
  }

  /** In the order of the file's lines. */
  List<Problem> inOrder() {
    return found.stream()
        .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
        .toList();
  }
}
