package io.ecsharden.baseline;

import io.ecsharden.format.Location;
import java.util.List;
import java.util.Optional;

/**
 * Reads nodes that must have a certain shape. A node of another shape becomes a problem and an
 * empty result; a node that is already reported becomes an empty result only.
 */
final class Shapes {

  private final Problems problems;

  Shapes(Problems problems) {
    this.problems = problems;
  }

  Optional<YamlNode.Mapping> mapping(YamlNode node, String what) {
    return switch (node) {
      case YamlNode.Mapping mapping -> Optional.of(mapping);
      case YamlNode.Sequence _, YamlNode.Scalar _, YamlNode.Unusable _ ->
          wrong(node, what, "a mapping", "{}");
    };
  }

  Optional<List<YamlNode>> list(YamlNode node, String what) {
    return switch (node) {
      case YamlNode.Sequence sequence -> Optional.of(sequence.items());
      case YamlNode.Mapping _, YamlNode.Scalar _, YamlNode.Unusable _ ->
          wrong(node, what, "a list", "[]");
    };
  }

  /** {@code true} or {@code false}, without quotes. */
  Optional<Boolean> flag(YamlNode node, String what) {
    if (node instanceof YamlNode.Scalar scalar && scalar.kind() == YamlNode.Kind.BOOLEAN) {
      return Optional.of(Boolean.parseBoolean(scalar.text()));
    }
    if (!(node instanceof YamlNode.Unusable)) {
      String hint = "write `true` or `false`, without quotes";
      problems.add(node.at(), what + " must be a boolean, not " + node.words(), hint);
    }
    return Optional.empty();
  }

  /** Text that is not empty, in one line, without the blanks around it. */
  Optional<String> text(YamlNode node, String what) {
    if (!(node instanceof YamlNode.Scalar scalar)) {
      return wrong(node, what, "text");
    }
    return switch (scalar.kind()) {
      case TEXT -> printable(scalar, what).filter(text -> isFilled(text, node.at(), what));
      case NOTHING, NULL -> wrong(node, what, "text");
      case BOOLEAN, NUMBER -> {
        problems.add(node.at(), what + " must be text, not " + node.words(), "put it in quotes");
        yield Optional.empty();
      }
    };
  }

  /** Any scalar but null, as it is written. Messages do not show it, because it can be a secret. */
  Optional<String> value(YamlNode node, String what) {
    if (!(node instanceof YamlNode.Scalar scalar)) {
      return wrong(node, what, "a single value");
    }
    return switch (scalar.kind()) {
      case TEXT, BOOLEAN, NUMBER ->
          Optional.of(scalar.text()).filter(_ -> isPrintable(scalar, what));
      case NOTHING, NULL -> wrong(node, what, "a single value");
    };
  }

  Optional<Severity> severity(YamlNode node) {
    return value(node, "`severity`").flatMap(text -> severity(text, node.at()));
  }

  /** Reports the keys that are not among those known here. */
  void onlyKeys(YamlNode.Mapping mapping, List<String> known, String where) {
    for (YamlNode.Entry entry : mapping.entries()) {
      if (!known.contains(entry.key())) {
        String message = "unknown key " + Quote.of(entry.key()) + where;
        problems.add(entry.at(), message, DidYouMean.hintOrAll(entry.key(), known));
      }
    }
  }

  private Optional<Severity> severity(String text, Location at) {
    Optional<Severity> severity = Severity.named(text);
    if (severity.isEmpty()) {
      Optional<String> hint = DidYouMean.hintOrAll(text, Severity.names());
      problems.add(at, Quote.of(text) + " is not a severity", hint);
    }
    return severity;
  }

  private Optional<String> printable(YamlNode.Scalar scalar, String what) {
    YamlNode.Scalar stripped =
        new YamlNode.Scalar(scalar.text().strip(), scalar.kind(), scalar.at());
    return Optional.of(stripped.text()).filter(_ -> isPrintable(stripped, what));
  }

  private boolean isPrintable(YamlNode.Scalar scalar, String what) {
    boolean printable = scalar.text().codePoints().noneMatch(Quote::isControl);
    if (!printable) {
      problems.add(scalar.at(), what + " has a line break or another control character in it");
    }
    return printable;
  }

  private boolean isFilled(String text, Location at, String what) {
    if (text.isEmpty()) {
      problems.add(at, what + " is empty");
    }
    return !text.isEmpty();
  }

  private <T> Optional<T> wrong(YamlNode node, String what, String expected, String none) {
    boolean nothing =
        node instanceof YamlNode.Scalar scalar && scalar.kind() == YamlNode.Kind.NOTHING;
    return wrong(
        node,
        what,
        expected,
        nothing ? Optional.of("write `" + none + "`, or delete the line") : Optional.empty());
  }

  private <T> Optional<T> wrong(YamlNode node, String what, String expected) {
    return wrong(node, what, expected, Optional.empty());
  }

  private <T> Optional<T> wrong(
      YamlNode node, String what, String expected, Optional<String> hint) {
    if (!(node instanceof YamlNode.Unusable)) {
      problems.add(node.at(), what + " must be " + expected + ", not " + node.words(), hint);
    }
    return Optional.empty();
  }
}
