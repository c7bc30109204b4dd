package io.ecsharden.format;

/**
 * A place in a file.
 *
 * @param file the path as the instance names it
 * @param line from 1; 0 for the whole file
 * @param column from 1, in characters; 0 where it is not known
 */
public record Location(String file, int line, int column) {

  public Location {
    if (line < 0 || column < 0) {
      throw new IllegalArgumentException("line " + line + " and column " + column + " of " + file);
    }
  }

  /** A line of a file. */
  public static Location line(String file, int line) {
    return new Location(file, line, 0);
  }

  /** A whole file. */
  public static Location wholeFile(String file) {
    return new Location(file, 0, 0);
  }

  /** {@code /etc/ecs/ecs.config:3}, or the file alone for the whole file. */
  public String display() {
    return line > 0 ? file + ":" + line : file;
  }

  /**
   * Written by hand, and so is {@link #hashCode}: in a native image a record's own goes through
   * method handles, which are interpreted there; one comparison would cost 2 MiB and milliseconds.
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof Location l
        && line == l.line
        && column == l.column
        && file.equals(l.file);
  }

  @Override
  public int hashCode() {
    return (line * 31 + column) * 31 + file.hashCode();
  }

  @Override
  public String toString() {
    return display();
  }
}
