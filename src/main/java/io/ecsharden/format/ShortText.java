package io.ecsharden.format;

/**
 * The beginning of a text that is too long, with a mark where something is missing. Lengths are in
 * UTF-16 units, and no cut leaves half a surrogate pair, which no encoding can carry.
 */
public final class ShortText {

  private static final int LINE = 160;
  private static final String MARK = "… (cut)";

  private ShortText() {}

  /** A text for a line of a report; of a long one its beginning, and how long it is. */
  public static String line(String text) {
    return text.length() <= LINE ? text : head(text, LINE) + "… (" + text.length() + " characters)";
  }

  /** A text of at most so many units; the mark behind a longer one is not among them. */
  public static String start(String text, int most) {
    return text.length() <= most ? text : head(text, most) + "…";
  }

  /** A text of at most so many units, and the mark is among them. */
  public static String cut(String text, int most) {
    return text.length() <= most ? text : head(text, most - MARK.length()) + MARK;
  }

  /** The first units of a text that has as many. */
  public static String head(String text, int length) {
    boolean split = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, split ? length - 1 : length);
  }
}
