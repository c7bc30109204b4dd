package io.ecsharden.format.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The words of an {@code ExecStart=} value, with their variables replaced (systemd 252, {@code
 * src/core/load-fragment.c}, {@code config_parse_exec}; {@code src/basic/env-util.c}, {@code
 * replace_env_argv}): {@code $NAME} as a word of its own becomes the words of the value, {@code
 * ${NAME}} anywhere becomes the value itself. What a variable brings in is not looked at again.
 */
public final class CommandLine {

  private CommandLine() {}

  /** The environment that the words are replaced from. */
  public interface Variables {

    /** A variable's value; empty where nothing sets it. */
    Optional<String> value(String name);
  }

  /**
   * A word as the program gets it.
   *
   * @param variable the variable that it comes from, where it is one alone
   */
  public record Argument(String text, Optional<String> variable) {}

  /**
   * The program's path and its arguments.
   *
   * @return nothing where systemd takes no such line
   */
  public static Optional<List<Argument>> of(String value, Variables variables) {
    int start = 0;
    boolean replaces = true;
    while (start < value.length() && "@-:+!|".indexOf(value.charAt(start)) >= 0) {
      replaces = replaces && value.charAt(start) != ':';
      start++;
    }
    Optional<List<String>> words = EnvironmentWords.split(value.substring(start));
    if (words.isEmpty() || words.get().isEmpty()) {
      return Optional.empty();
    }
    List<Argument> arguments = new ArrayList<>();
    for (String word : words.get()) {
      if (!replaces) {
        arguments.add(new Argument(word, Optional.empty()));
      } else if (isVariable(word)) {
        String name = word.substring(1);
        relaxed(variables.value(name).orElse(""))
            .forEach(part -> arguments.add(new Argument(part, Optional.of(name))));
      } else {
        arguments.add(replaced(word, variables));
      }
    }
    return Optional.of(arguments);
  }

  /** {@code $NAME}. */
  private static boolean isVariable(String word) {
    return word.startsWith("$") && EnvironmentNames.isValidName(word.substring(1));
  }

  private static Argument replaced(String word, Variables variables) {
    StringBuilder text = new StringBuilder(word.length());
    Optional<String> last = Optional.empty();
    int i = 0;
    while (i < word.length()) {
      int end = word.startsWith("${", i) ? word.indexOf('}', i) : -1;
      if (end > 0 && EnvironmentNames.isValidName(word.substring(i + 2, end))) {
        last = Optional.of(word.substring(i + 2, end));
        text.append(variables.value(last.get()).orElse(""));
        i = end + 1;
      } else {
        text.append(word.charAt(i));
        i += word.startsWith("$$", i) ? 2 : 1;
      }
    }
    return new Argument(text.toString(), last);
  }

  /** A value's words: a quote that nothing closes ends with the value. */
  private static List<String> relaxed(String value) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
      if (quote == 0 && space) {
        if (inWord) {
          words.add(word.toString());
        }
        word.setLength(0);
        inWord = false;
        continue;
      }
      inWord = true;
      if (c == '\\' && i + 1 < value.length()) {
        word.append(value.charAt(++i));
      } else if (quote != 0 && c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else {
        word.append(c);
      }
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }
}
