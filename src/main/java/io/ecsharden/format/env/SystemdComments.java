package io.ecsharden.format.env;

import java.util.Optional;

/**
 * How systemd reads a comment that ends in a backslash: until 253 the next line belongs to it, from
 * 254 on it does not (systemd, {@code src/basic/env-file.c}, {@code COMMENT_ESCAPE}).
 */
public enum SystemdComments {
  /** systemd before 254. */
  CONTINUED,
  /** systemd 254 and later. */
  ONE_LINE,
  /** Nobody knows the version; a file is read as before 254. */
  UNKNOWN;

  private static final int CHANGED = 254;

  /** The rule of a version. */
  public static SystemdComments of(Optional<Integer> version) {
    return version.map(v -> v < CHANGED ? CONTINUED : ONE_LINE).orElse(UNKNOWN);
  }

  /** Whether a file has such a comment, so that the version matters. */
  public static boolean matterFor(byte[] source) {
    boolean comment = false;
    boolean blank = true;
    for (int i = 0; i < source.length; i++) {
      byte c = source[i];
      if (c == '\n' || c == '\r') {
        if (comment && i > 0 && source[i - 1] == '\\') {
          return true;
        }
        comment = false;
        blank = true;
      } else if (blank && c != ' ' && c != '\t') {
        comment = c == '#' || c == ';';
        blank = false;
      }
    }
    return false;
  }
}
