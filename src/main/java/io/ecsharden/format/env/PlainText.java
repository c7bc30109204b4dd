package io.ecsharden.format.env;

import io.ecsharden.format.unit.EnvironmentNames;

/** Text on which all readers certainly agree. To see that is quicker than to ask each of them. */
public final class PlainText {

  private PlainText() {}

  /**
   * Whether every reader reads a line {@code KEY=value} as just that. It says no more than that of
   * a line for which it says no.
   */
  public static boolean isRead(Assignment assignment) {
    String key = assignment.key();
    String value = assignment.value();
    for (int i = 0; i < key.length(); i++) {
      if (!EnvironmentNames.isNameCharacter(key.charAt(i))) {
        return false;
      }
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean plain = c > ' ' && c < 0x7F && c != '"' && c != '\'' && c != '\\';
      if (!plain) {
        return false;
      }
    }
    return !key.isEmpty();
  }
}
