package io.ecsharden.baseline;

import io.ecsharden.format.Location;
import java.util.Optional;

/**
 * One mistake in a baseline file, or something that is probably not intended.
 *
 * @param location the file, or {@code builtin:} and the name; with a line it has a column, too
 * @param message what is wrong, in one line
 * @param hint what to write instead
 */
public record Problem(Location location, String message, Optional<String> hint) {

  /** {@code file:line:column: message}, and the hint after a semicolon. */
  @Override
  public String toString() {
    String column = location.line() > 0 ? ":" + location.column() : "";
    return location.display() + column + ": " + message + hint.map(text -> "; " + text).orElse("");
  }
}
