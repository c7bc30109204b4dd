package io.ecsharden.baseline;

import io.ecsharden.format.Location;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checks the names of settings. */
final class SettingName {

  private SettingName() {}

  /**
   * Reports a text that is not the name of an environment variable, and a name that is one typing
   * error away from a known setting. Any name that starts with {@code ECS_} can be a setting of a
   * new agent.
   */
  static void check(String name, Location at, ControlCatalog catalog, Problems problems) {
    if (!EnvironmentName.isValid(name)) {
      String upper = name.strip().toUpperCase(Locale.ROOT);
      Optional<String> hint =
          DidYouMean.hint(upper, names(catalog))
              .or(() -> hintWithin(2, "ECS_" + upper, catalog))
              .or(() ->
                  Optional.of("use upper-case letters, digits and `_`, and start with a letter"));
      problems.add(at, Quote.of(name) + " is not the name of a setting", hint);
    } else if (!name.startsWith("ECS_") && !catalog.settingsKeys().contains(name)) {
      Optional<String> hint = hintWithin(1, name, catalog);
      if (hint.isPresent()) {
        problems.add(at, "there is no setting " + Quote.of(name), hint);
      }
    }
  }

  private static Optional<String> hintWithin(int errors, String name, ControlCatalog catalog) {
    return DidYouMean.within(errors, name, names(catalog)).map(DidYouMean::question);
  }

  /** Agents also read {@code http_proxy}, which a baseline cannot name. */
  private static List<String> names(ControlCatalog catalog) {
    return catalog.settingsKeys().stream().filter(EnvironmentName::isValid).toList();
  }
}
