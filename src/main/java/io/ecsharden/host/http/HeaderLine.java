package io.ecsharden.host.http;

/**
 * A line of an answer's head, in place: an audit reads hundreds of answers with ten lines each.
 *
 * @param bytes ASCII, from the array's first byte on
 * @param length how many of them
 */
record HeaderLine(byte[] bytes, int length) {

  private static final int MOST_DIGITS = 9;

  int at(int index) {
    return bytes[index];
  }

  /** Where a byte stands first, or -1. */
  int indexOf(char wanted) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Whether it begins with a text, in capitals or not.
   *
   * @param text without capitals
   */
  boolean startsWith(String text) {
    return length >= text.length() && isAt(0, text);
  }

  /**
   * Whether a text, in capitals or not, is all that follows a place, besides spaces.
   *
   * @param text without capitals
   */
  boolean has(int start, String text) {
    int first = skipSpaces(start, length);
    return spacesBefore(length, first) - first == text.length() && isAt(first, text);
  }

  private boolean isAt(int place, String text) {
    for (int i = 0; i < text.length(); i++) {
      int c = bytes[place + i];
      if ((c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The number of at most nine digits between two places, with spaces around it, or -1. */
  long number(int start, int end, int radix) {
    int first = skipSpaces(start, end);
    int behind = spacesBefore(end, first);
    if (first == behind || behind - first > MOST_DIGITS) {
      return -1;
    }
    long number = 0;
    for (int i = first; i < behind; i++) {
      int digit = bytes[i] < 0 ? -1 : Character.digit((char) bytes[i], radix);
      if (digit < 0) {
        return -1;
      }
      number = number * radix + digit;
    }
    return number;
  }

  private int skipSpaces(int start, int end) {
    int i = start;
    while (i < end && isSpace(bytes[i])) {
      i++;
    }
    return i;
  }

  private int spacesBefore(int end, int start) {
    int i = end;
    while (i > start && isSpace(bytes[i - 1])) {
      i--;
    }
    return i;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t';
  }
}
