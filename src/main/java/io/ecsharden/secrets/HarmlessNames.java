package io.ecsharden.secrets;

import io.ecsharden.format.unit.EnvironmentNames;
import java.util.Set;

/** Which names may be shown: a torn line can put anything before the first {@code =}. */
final class HarmlessNames {

  private static final Set<String> PREFIXES =
      Set.of("#", ";", "export", "set", "env", "-e", "--env", "-", "declare -x", "# export");

  private HarmlessNames() {}

  /**
   * Whether a name is one word, behind a comment's mark, {@code export} and the like, or in quotes:
   * anything else can be a piece of some value.
   */
  static boolean isOne(String key) {
    String name = key.strip();
    int space = name.lastIndexOf(' ');
    String before = space < 0 ? "" : name.substring(0, space).strip();
    String word = name.substring(space + 1);
    if (!before.isEmpty() && !PREFIXES.contains(before)) {
      return false;
    }
    int from = 0;
    while (from < word.length() && "#;\"'$".indexOf(word.charAt(from)) >= 0) {
      from++;
    }
    for (int i = from; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean closes = i == word.length() - 1 && (c == '"' || c == '\'');
      if (!EnvironmentNames.isNameCharacter(c) && c != '.' && c != '-' && c < 0x80 && !closes) {
        return false;
      }
    }
    return true;
  }
}
