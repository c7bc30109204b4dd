package io.ecsharden.report;

/**
 * Commands for a person to paste: they have the options of the run that suggests them, quoted for a
 * shell.
 *
 * @param instance the options that say which instance: {@code --root /host}; each with a space
 *     before it
 * @param goal the options that say what is wanted: baseline, controls, restarts; likewise
 */
public record Commands(String instance, String goal) {

  /** Without options. */
  public static final Commands PLAIN = new Commands("", "");

  private static final String PROGRAM = "ecs-harden ";

  /** A command that needs no instance. */
  public static String of(String words) {
    return "`" + PROGRAM + words + "`";
  }

  /** A command about the same instance. */
  public String onInstance(String words) {
    return "`" + PROGRAM + words + instance + "`";
  }

  /** A command about the same instance with the same goal. */
  public String toGoal(String words) {
    return "`" + PROGRAM + words + instance + goal + "`";
  }

  /** An option with its value, with a space before it. */
  public static String option(String name, String value) {
    return " " + name + " " + quoted(value);
  }

  /**
   * A word as a shell reads it: in single quotes unless it is plain, and with escapes ({@code
   * $'a\nb'}) where a character in it would not show, or would begin a line.
   */
  public static String quoted(String word) {
    boolean plain = !word.isEmpty();
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (!isShown(c)) {
        return escaped(word);
      }
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      plain &= letter || "/._-:,=@%+".indexOf(c) >= 0;
    }
    return plain ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private static boolean isShown(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static String escaped(String word) {
    StringBuilder out = new StringBuilder("$'");
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '\'' || c == '\\') {
        out.append('\\').append(c);
      } else if (isShown(c)) {
        out.append(c);
      } else {
        String hex = Integer.toHexString(c);
        out.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
      }
    }
    return out.append('\'').toString();
  }
}
