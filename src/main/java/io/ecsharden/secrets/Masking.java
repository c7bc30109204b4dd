package io.ecsharden.secrets;

import static io.ecsharden.secrets.SensitiveText.MASK;

/**
 * What is hidden of a text.
 *
 * <p>Of the options of a log driver each is judged for itself ({@link LogOptions}). For the rest,
 * four rules, in order. A variable that is a secret by its nature is hidden whole. User and
 * password in any URL are hidden. A text that shows the shape of a secret (an AWS key, a private
 * key, a token, a registry's {@code auth}, an assignment to a secret's name) is hidden whole. A
 * variable that is not on the allow-list ({@link SettingNames}) and looks like a secret, by its
 * name or because it is long and random, is hidden whole.
 */
final class Masking {

  private Masking() {}

  /** A variable's value, as it may be shown. */
  static String value(String name, String text) {
    if (text.isEmpty()) {
      return text;
    }
    if (LogOptions.is(name)) {
      return LogOptions.shown(text);
    }
    boolean open = SettingNames.isPublic(name);
    if (!open && SecretShapes.isSecretName(name)) {
      return MASK;
    }
    String shown = UserInfo.hidden(name, text);
    if (SecretShapes.holdsSecret(text)) {
      return MASK;
    }
    return !open && SecretShapes.looksRandom(text) ? MASK : shown;
  }

  /** A variable's name, as it may be shown. */
  static String name(String name) {
    boolean whole =
        SettingNames.contains(name)
            || HarmlessNames.isOne(name) && !SecretShapes.isSecretInName(name);
    return whole ? name : MASK;
  }

  /** A text of unknown meaning, as it may be shown. */
  static String prose(String text) {
    String shown = UserInfo.hidden(text);
    return SecretShapes.holdsSecret(text) ? MASK : shown;
  }
}
