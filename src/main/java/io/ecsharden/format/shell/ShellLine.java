package io.ecsharden.format.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of a script, a table of cron or a list of commands, split into words (POSIX.1-2017, Shell
 * Command Language, 2.2 and 2.3). Quotes and backslashes are resolved; variables and substitutions
 * stay as they are written.
 *
 * @param line the line, from 1, on which it starts
 */
public record ShellLine(List<String> words, int line) {

  /** The lines of a text without comments; a backslash at the end continues a line. */
  public static List<ShellLine> all(String text) {
    List<ShellLine> lines = new ArrayList<>();
    StringBuilder whole = new StringBuilder();
    int start = 0;
    int number = 0;
    for (String line : text.split("\n")) {
      number++;
      String stripped = line.strip();
      if (whole.isEmpty()) {
        if (stripped.isEmpty() || stripped.startsWith("#")) {
          continue;
        }
        start = number;
      }
      if (stripped.endsWith("\\")) {
        whole.append(stripped, 0, stripped.length() - 1).append(' ');
        continue;
      }
      whole.append(stripped);
      lines.add(new ShellLine(words(whole.toString()), start));
      whole.setLength(0);
    }
    if (!whole.isEmpty()) {
      lines.add(new ShellLine(words(whole.toString()), start));
    }
    return lines;
  }

  /** The words of one line. */
  public static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote == 0 && (c == ' ' || c == '\t' || c == '\r' || c == '\n')) {
        if (inWord) {
          words.add(word.toString());
        }
        word.setLength(0);
        inWord = false;
        continue;
      }
      inWord = true;
      boolean escapes = c == '\\' && quote != '\'' && i + 1 < line.length();
      if (escapes && (quote == 0 || "\"\\$`".indexOf(line.charAt(i + 1)) >= 0)) {
        word.append(line.charAt(++i));
      } else if (quote != 0 ? c == quote : c == '"' || c == '\'') {
        quote = quote == 0 ? c : 0;
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
