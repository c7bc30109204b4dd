package io.ecsharden.hygiene;

import static io.ecsharden.format.unit.EnvironmentNames.isNameCharacter;

/** Names of variables, and what people write around them. */
final class Names {

  /** What to do with a line of many shapes. */
  static final String WRITE_PLAINLY = "Write it as a plain KEY=value on a line of its own";

  private static final String[] COMMANDS = {
    "echo", "cat", "sudo", "printf", "tee", "sed", "yum", "fi"
  };

  private Names() {}

  /** Whether a text looks like a piece of a shell script. */
  static boolean isShell(String text) {
    if (text.equals("EOF") || text.equals("EOT") || text.startsWith("#!")) {
      return true;
    }
    for (String command : COMMANDS) {
      if (startsWithWord(text, command)) {
        return true;
      }
    }
    return text.contains("<<") || text.startsWith("$(") || text.startsWith("if [");
  }

  /** Whether a text starts with a word, and not with a longer one. */
  static boolean startsWithWord(String text, String word) {
    return text.startsWith(word)
        && (text.length() == word.length() || !isNameCharacter(text.charAt(word.length())));
  }
}
