package io.ecsharden.baseline;

import java.util.Optional;

/**
 * One mistake in a baseline file.
 *
 * @param source the file, or {@code builtin:} and the name
 * @param line counted from 1; 0 when the whole file is meant
 * @param column counted from 1 in code points; 0 when the whole file is meant
 * @param message what is wrong, in one line
 * @param hint what to write instead
 */
public record Problem(String source, int line, int column, String message, Optional<String> hint) {

  /** {@code file:line:column: message}, and the hint after a semicolon. */
  @Override
  public String toString() {
    String where = line == 0 ? source : source + ":" + line + ":" + column;
    return where + ": " + message + hint.map(text -> "; " + text).orElse("");
  }
}
