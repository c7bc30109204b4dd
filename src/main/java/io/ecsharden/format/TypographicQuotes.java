package io.ecsharden.format;

/** The quotes that word processors write, and that no parser knows. */
public final class TypographicQuotes {

  private static final String ALL = "\u201C\u201D\u201E\u2018\u2019\u201A\u00AB\u00BB";

  private TypographicQuotes() {}

  /** Whether a character is such a quote. */
  public static boolean is(char c) {
    return ALL.indexOf(c) >= 0;
  }

  /** Whether a text has such a quote. */
  public static boolean isIn(String text) {
    return text.chars().anyMatch(c -> is((char) c));
  }
}
