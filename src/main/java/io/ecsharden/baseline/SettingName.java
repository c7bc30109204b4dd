package io.ecsharden.baseline;

import io.ecsharden.format.Location;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checks the names of settings. */
final class SettingName {

  /** How far a known name may be from an unknown one to be suggested in a warning. */
  private static final int SUGGESTED = 3;

  private SettingName() {}

  /**
   * Reports a text that is not the name of an environment variable, and a name that is one slip
   * away from a known setting.
   *
   * @return whether a baseline can use the name
   */
  static boolean check(String name, Location at, ControlCatalog catalog, Problems problems) {
    if (!EnvironmentName.isValid(name)) {
      String upper = name.strip().toUpperCase(Locale.ROOT);
      Optional<String> hint =
          DidYouMean.hint(upper, names(catalog))
              .or(() -> DidYouMean.within(2, "ECS_" + upper, names(catalog)))
              .or(() ->
                  Optional.of("use upper-case letters, digits and `_`, and start with a letter"));
      problems.add(at, Quote.of(name) + " is not the name of a setting", hint);
      return false;
    }
    Optional<String> hint =
        catalog.isRead(name) ? Optional.empty() : DidYouMean.within(1, name, names(catalog));
    if (hint.isPresent()) {
      problems.add(at, "there is no setting " + Quote.of(name), hint);
    }
    return hint.isEmpty();
  }

  /** Warns of a name that no program is known to read. A new agent can have new settings. */
  static void warnIfUnknown(String name, Location at, ControlCatalog catalog, Problems problems) {
    if (!catalog.isRead(name)) {
      problems.warn(
          at,
          "no program that this version knows reads " + Quote.of(name),
          DidYouMean.within(SUGGESTED, name, names(catalog))
              .or(() -> Optional.of("check the name")));
    }
  }

  /** Agents also read {@code http_proxy}, which a baseline cannot name. */
  private static List<String> names(ControlCatalog catalog) {
    return catalog.settingsKeys().stream().filter(EnvironmentName::isValid).toList();
  }
}
