package io.ecsharden.format;

import java.util.Arrays;

/**
 * A text's lines as spans of its bytes. A line ends after each line feed, and at the end of the
 * text; the spans cover every byte once.
 */
public final class Lines {

  private static final int UNKNOWN = -1;

  private final byte[] source;
  private final int[] starts;
  private final int count;
  private final int[] lastOdd = {UNKNOWN, UNKNOWN};

  private Lines(byte[] source, int[] starts, int count) {
    this.source = source;
    this.starts = starts;
    this.count = count;
  }

  /** Splits a text. */
  public static Lines of(byte[] source) {
    int[] starts = new int[16];
    int count = 0;
    int start = 0;
    for (int i = 0; i < source.length; i++) {
      if (source[i] == '\n') {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = start;
        start = i + 1;
      }
    }
    if (start < source.length) {
      starts = count == starts.length ? Arrays.copyOf(starts, count + 1) : starts;
      starts[count++] = start;
    }
    return new Lines(source, starts, count);
  }

  /** The bytes that were split; not to be changed. */
  public byte[] source() {
    return source;
  }

  /** How many lines there are. */
  public int count() {
    return count;
  }

  /** Where a line starts. Lines count from 0 here, and from 1 for people. */
  public int start(int line) {
    return starts[line];
  }

  /** Where the next line starts: after this line's line feed. */
  public int next(int line) {
    return line + 1 < count ? starts[line + 1] : source.length;
  }

  /** Where a line's text ends: before its line feed, after a carriage return. */
  public int end(int line) {
    int next = next(line);
    return next > starts[line] && source[next - 1] == '\n' ? next - 1 : next;
  }

  /** Where a character of ASCII stands in a line for the first time; -1 where it does not. */
  public int find(char c, int line) {
    int end = end(line);
    for (int i = starts[line]; i < end; i++) {
      if (source[i] == c) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The number, from 1, of the last line that holds a quote an odd number of times; 0 where none
   * does. It is worked out once: a caller asks for each of many lines.
   *
   * @param quote {@code "} or {@code '}
   */
  public int lastWithOdd(char quote) {
    int index = quote == '"' ? 0 : 1;
    if (lastOdd[index] == UNKNOWN) {
      int line = count - 1;
      while (line >= 0 && !holdsOdd(quote, line)) {
        line--;
      }
      lastOdd[index] = line + 1;
    }
    return lastOdd[index];
  }

  private boolean holdsOdd(char quote, int line) {
    boolean odd = false;
    for (int i = starts[line]; i < end(line); i++) {
      odd ^= source[i] == quote;
    }
    return odd;
  }

  /** Whether a line has the same text as the one before it. */
  public boolean repeats(int line) {
    return line > 0
        && Arrays.equals(source, starts[line - 1], end(line - 1), source, starts[line], end(line));
  }

  /** The number, from 1, of the line that holds an offset. */
  public int numberAt(int offset) {
    int found = Arrays.binarySearch(starts, 0, count, offset);
    return Math.max(1, found >= 0 ? found + 1 : -found - 1);
  }

  /** A line's text, without its line feed. */
  public String text(int line) {
    return GoText.decode(source, start(line), end(line));
  }
}
