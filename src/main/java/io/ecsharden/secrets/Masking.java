package io.ecsharden.secrets;

import static io.ecsharden.secrets.SensitiveText.MASK;

/**
 * What is hidden of a text.
 *
 * <p>Of the options of a log driver each is judged for itself ({@link LogOptions}). For the rest,
 * these rules, in order. A variable that is a secret by its name ({@link SecretNames}) is hidden
 * whole. User and password in any URL are hidden. A text that shows the shape of a secret ({@link
 * SecretShapes}) is hidden whole. A proxy, or any URL, that can be a torn one with a password is
 * hidden whole. So is a text of which one of these is true when its escapes are read. A variable
 * that is not on the allow-list ({@link SettingNames}) and is long and random is hidden whole.
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
    if (!open && (SettingNames.isSecret(name) || SecretNames.isSecret(name, text))) {
      return MASK;
    }
    String shown = UserInfo.hidden(name, text);
    boolean whole =
        SecretShapes.holdsSecret(text)
            || UserInfo.isTorn(shown)
            || ProxyValues.isProxy(name) && !ProxyValues.isClean(name, shown)
            || !open && SecretShapes.looksRandom(text);
    return whole || isSecretDecoded(name, shown) ? MASK : shown;
  }

  /** Whether a text is one to hide for a reader behind the next one. */
  private static boolean isSecretDecoded(String name, String shown) {
    String plain = Escapes.decoded(shown);
    return !plain.equals(shown)
        && (!UserInfo.hidden(name, plain).equals(plain)
            || SecretShapes.holdsSecret(plain)
            || UserInfo.isTorn(plain));
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
    boolean whole =
        SecretShapes.holdsSecret(text)
            || SecretProse.tellsSecret(text)
            || UserInfo.isTorn(shown)
            || SecretShapes.assignsTornProxy(shown);
    return whole || isSecretDecoded("", shown) ? MASK : shown;
  }

  /**
   * A message of ours, which may quote others: of a message with a secret only the words that are a
   * part of one are hidden. It may name the variables that hold secrets.
   */
  static String message(String text) {
    if (!isSecretMessage(text)) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length());
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || " \t\n`".indexOf(text.charAt(i)) >= 0) {
        String word = text.substring(from, i);
        shown.append(isSecretMessage(word) ? MASK : word);
        shown.append(text, i, Math.min(i + 1, text.length()));
        from = i + 1;
      }
    }
    return isSecretMessage(shown.toString()) ? MASK : shown.toString();
  }

  private static boolean isSecretMessage(String text) {
    String plain = Escapes.decoded(text);
    return isSecretWithoutEscapes(text) || !plain.equals(text) && isSecretWithoutEscapes(plain);
  }

  private static boolean isSecretWithoutEscapes(String text) {
    return !UserInfo.hidden(text).equals(text)
        || SecretShapes.showsSecret(text)
        || SecretShapes.assignsSecret(text)
        || UserInfo.isTorn(text)
        || SecretShapes.assignsTornProxy(text);
  }
}
