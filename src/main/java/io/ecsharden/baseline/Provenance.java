package io.ecsharden.baseline;

/**
 * Where something is written.
 *
 * @param source the file, or {@code builtin:} and the name of a built-in baseline
 * @param line counted from 1
 */
public record Provenance(String source, int line) {

  /** {@code source:line}. */
  @Override
  public String toString() {
    return source + ":" + line;
  }
}
