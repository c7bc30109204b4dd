package io.ecsharden.baseline;

import io.ecsharden.format.Location;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a text names a setting. */
final class SettingName {

  private SettingName() {}

  /**
   * Reports what is no name of an environment variable, and what is one slip away from a known
   * setting without starting with {@code ECS_}. Behind that prefix any name may be that of a new
   * agent's setting.
   */
  static void check(String name, Location at, ControlCatalog catalog, Problems problems) {
    if (!EnvironmentName.isValid(name)) {
      String upper = name.strip().toUpperCase(Locale.ROOT);
      Optional<String> hint =
          DidYouMean.hint(upper, names(catalog))
              .or(() -> hintWithin(2, "ECS_" + upper, catalog))
              .or(() -> Optional.of("upper-case letters, digits and `_`, first a letter"));
      problems.add(at, Quote.of(name) + " is no name of a setting", hint);
    } else if (!name.startsWith("ECS_") && !catalog.settingsKeys().contains(name)) {
      Optional<String> hint = hintWithin(1, name, catalog);
      if (hint.isPresent()) {
        problems.add(at, "there is no setting " + Quote.of(name), hint);
      }
    }
  }

  private static Optional<String> hintWithin(int slips, String name, ControlCatalog catalog) {
    return DidYouMean.within(slips, name, names(catalog)).map(DidYouMean::question);
  }

  /** Agents also read {@code http_proxy}, which a baseline cannot name. */
  private static List<String> names(ControlCatalog catalog) {
    return catalog.settingsKeys().stream().filter(EnvironmentName::isValid).toList();
  }
}
