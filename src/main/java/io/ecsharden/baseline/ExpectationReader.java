package io.ecsharden.baseline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the expectation for one setting. Messages show no values: they can be secrets. */
final class ExpectationReader {

  private static final List<String> CONDITIONS = List.of("equals", "oneOf", "unset", "present");
  private static final List<String> KEYS =
      List.of("equals", "oneOf", "unset", "present", "severity");

  private final ControlCatalog catalog;
  private final Problems problems;
  private final Shapes shapes;
  private final boolean extending;

  /** {@code extending}: whether the file has something to inherit from. */
  ExpectationReader(ControlCatalog catalog, Problems problems, boolean extending) {
    this.catalog = catalog;
    this.problems = problems;
    this.extending = extending;
    this.shapes = new Shapes(problems);
  }

  Optional<Expectation> read(YamlNode.Entry entry) {
    if (!(entry.value() instanceof YamlNode.Mapping mapping)) {
      refuse(entry);
      return Optional.empty();
    }
    shapes.onlyKeys(mapping, KEYS, " under " + Quote.of(entry.key()));
    Optional<Severity> severity = mapping.get("severity").flatMap(shapes::severity);
    return condition(entry.key(), mapping)
        .map(condition -> new Expectation(entry.key(), condition, severity, entry.at()));
  }

  private void refuse(YamlNode.Entry entry) {
    if (entry.value() instanceof YamlNode.Unusable) {
      return;
    }
    boolean nothing =
        entry.value() instanceof YamlNode.Scalar scalar && scalar.kind() == YamlNode.Kind.NOTHING;
    String message = Quote.of(entry.key()) + " must be a mapping, not " + entry.value().words();
    String hint =
        nothing && extending
            ? "write `null` to remove what is inherited"
            : "write `" + Quote.inLine(entry.key(), 60) + ": {equals: ...}`";
    problems.add(entry.value().at(), message, hint);
  }

  private Optional<Condition> condition(String setting, YamlNode.Mapping mapping) {
    List<YamlNode.Entry> conditions =
        mapping.entries().stream().filter(entry -> CONDITIONS.contains(entry.key())).toList();
    if (conditions.isEmpty()) {
      // an unknown key is reported already, and was probably the condition
      if (mapping.entries().stream().allMatch(entry -> KEYS.contains(entry.key()))) {
        String message = Quote.of(setting) + " has no condition";
        problems.add(mapping.at(), message, "choose one of: " + String.join(", ", CONDITIONS));
      }
      return Optional.empty();
    }
    for (YamlNode.Entry second : conditions.subList(1, conditions.size())) {
      String both = Quote.of(conditions.getFirst().key()) + " and " + Quote.of(second.key());
      problems.add(second.at(), both + " exclude each other", "choose one");
    }
    return condition(setting, conditions.getFirst());
  }

  private Optional<Condition> condition(String setting, YamlNode.Entry entry) {
    String what = Quote.of(entry.key());
    return switch (entry.key()) {
      case "equals" -> value(setting, entry.value(), what).map(Condition.Equals::new);
      case "oneOf" -> shapes.list(entry.value(), what).flatMap(list -> oneOf(setting, list, entry));
      case "unset" -> yes(entry, what, "present").map(_ -> new Condition.Unset());
      default -> yes(entry, what, "unset").map(_ -> new Condition.Present());
    };
  }

  /** A value that the setting's reader uses. */
  private Optional<String> value(String setting, YamlNode node, String what) {
    Optional<String> value = shapes.value(node, what);
    value
        .flatMap(text -> catalog.mistakeIn(setting, text))
        .ifPresent(mistake -> problems.add(node.at(), mistake));
    return value;
  }

  private Optional<Condition> oneOf(String setting, List<YamlNode> list, YamlNode.Entry entry) {
    if (list.isEmpty()) {
      problems.add(entry.value().at(), "`oneOf` is empty, so no value could be right");
      return Optional.empty();
    }
    List<String> values = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (YamlNode item : list) {
      value(setting, item, "an item of `oneOf`")
          .ifPresent(value -> {
            if (!seen.add(value)) {
              problems.add(item.at(), "`oneOf` has this value twice");
            }
            values.add(value);
          });
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(new Condition.OneOf(values));
  }

  private Optional<Boolean> yes(YamlNode.Entry entry, String what, String opposite) {
    Optional<Boolean> flag = shapes.flag(entry.value(), what);
    if (flag.isPresent() && !flag.get()) {
      String hint = "write `" + opposite + ": true`, or delete it";
      problems.add(entry.value().at(), what + " can only be `true`", hint);
    }
    return flag.filter(value -> value);
  }
}
