package io.ecsharden.baseline;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@code settings}: by name what is expected, or that nothing is expected any more. */
final class SettingsSectionReader {

  private final ControlCatalog catalog;
  private final Problems problems;
  private final Shapes shapes;
  private final ExpectationReader expectations;
  private final boolean extending;

  /** {@code extending}: whether the file has something to inherit from. */
  SettingsSectionReader(ControlCatalog catalog, Problems problems, boolean extending) {
    this.catalog = catalog;
    this.problems = problems;
    this.shapes = new Shapes(problems);
    this.expectations = new ExpectationReader(catalog, problems, extending);
    this.extending = extending;
  }

  Map<String, Optional<Expectation>> read(YamlNode node) {
    Map<String, Optional<Expectation>> settings = new TreeMap<>();
    shapes
        .mapping(node, "`settings`")
        .ifPresent(mapping -> mapping.entries().forEach(entry -> read(entry, settings)));
    return settings;
  }

  private void read(YamlNode.Entry entry, Map<String, Optional<Expectation>> settings) {
    boolean named = SettingName.check(entry.key(), entry.at(), catalog, problems);
    if (entry.value() instanceof YamlNode.Scalar scalar && scalar.kind() == YamlNode.Kind.NULL) {
      remove(entry, settings);
    } else {
      expectations
          .read(entry)
          .ifPresent(expectation -> {
            settings.put(entry.key(), Optional.of(expectation));
            if (named && !(expectation.condition() instanceof Condition.Unset)) {
              SettingName.warnIfUnknown(entry.key(), entry.at(), catalog, problems);
            }
          });
    }
  }

  private void remove(YamlNode.Entry entry, Map<String, Optional<Expectation>> settings) {
    if (extending) {
      settings.put(entry.key(), Optional.empty());
    } else {
      String message = "there is nothing to remove, because the file has no `extends`";
      problems.add(entry.value().at(), message, "delete the line");
    }
  }
}
