package io.ecsharden.baseline;

/** A place in a file: line and column from 1, the column in code points, as an editor counts. */
record At(int line, int column) {

  /** The file as a whole. */
  static final At FILE = new At(0, 0);

  static final At START = new At(1, 1);

  /** The place right after a text. A line ends with LF, CRLF or CR, as YAML has it. */
  static At endOf(CharSequence text) {
    int line = 1;
    int column = 1;
    int previous = 0;
    for (int c : (Iterable<Integer>) text.codePoints()::iterator) {
      if (c == '\r' || (c == '\n' && previous != '\r')) {
        line++;
        column = 1;
      } else if (c != '\n') {
        column++;
      }
      previous = c;
    }
    return new At(line, column);
  }
}
