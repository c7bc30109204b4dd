package io.ecsharden.hygiene;

import static io.ecsharden.format.unit.EnvironmentNames.isNameCharacter;

import io.ecsharden.secrets.SettingNames;
import java.util.Optional;

/** A line whose name ends with that of a setting, which is therefore not set. */
record WrappedName(String text, String setting) {

  /** To look for it takes time, and what is quicker to see should be looked at before. */
  static Optional<WrappedName> of(EnvLine line) {
    return SettingNames.lastIn(line.key()).map(setting -> new WrappedName(line.key(), setting));
  }

  /** Whether a letter or a digit stands right before the setting's name. */
  boolean isGlued() {
    int before = text.length() - setting.length() - 1;
    return before >= 0 && text.endsWith(setting) && isNameCharacter(text.charAt(before));
  }

  /** A defect of a rule; the value is shown as that of the setting, which may be a secret. */
  LineDefect defect(Rule rule, LineDefect.Kind kind, EnvLine line, String message, String remedy) {
    String value = line.rawValue();
    String whole = Values.endsInBackslash(value) ? value.substring(0, value.length() - 1) : value;
    return rule.at(kind, line.where())
        .key(setting)
        .intended(Values.unquoted(whole.strip()))
        .because(message, remedy);
  }
}
