package io.ecsharden.report;

/** Breaks text into lines between its words. */
final class Wrap {

  private Wrap() {}

  /**
   * Appends a text and a line feed.
   *
   * @param column how much of the first line is written already
   * @param indent of the other lines
   * @param width the longest line, unless one word is longer
   */
  static void append(StringBuilder out, int column, int indent, int width, String text) {
    if (width == Presentation.UNLIMITED || column + text.length() <= width) {
      out.append(text).append('\n');
      return;
    }
    int at = column;
    boolean first = true;
    for (String word : text.split(" ")) {
      if (!first && at + 1 + word.length() > width) {
        out.append('\n').append(" ".repeat(indent));
        at = indent;
        first = true;
      } else if (first && at > indent && at + word.length() > width) {
        out.append('\n').append(" ".repeat(indent));
        at = indent;
      }
      out.append(first ? "" : " ").append(word);
      at += word.length() + (first ? 0 : 1);
      first = false;
    }
    out.append('\n');
  }
}
