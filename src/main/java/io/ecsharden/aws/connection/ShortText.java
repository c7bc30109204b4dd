package io.ecsharden.aws.connection;

/** Cuts a text to a length, with a mark where something is missing. */
public final class ShortText {

  private static final String MARK = "… (cut)";

  private ShortText() {}

  /** A text of at most so many UTF-16 units, and the mark is among them. */
  public static String cut(String text, int most) {
    return text.length() <= most ? text : head(text, most - MARK.length()) + MARK;
  }

  /** The first units of a text; never half a surrogate pair, which no encoding can carry. */
  public static String head(String text, int length) {
    boolean split = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, split ? length - 1 : length);
  }
}
