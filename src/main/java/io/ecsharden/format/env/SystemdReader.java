package io.ecsharden.format.env;

import io.ecsharden.format.ByteBuilder;
import io.ecsharden.format.GoText;
import io.ecsharden.format.Lines;
import io.ecsharden.format.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * systemd 252's state machine: quotes, backslashes, {@code #} and {@code ;} comments, and carriage
 * returns as line ends. {@link SystemdComments} is the one difference between versions. A NUL byte,
 * or invalid UTF-8 in a name or value, refuses the whole file.
 */
final class SystemdReader {

  private enum State {
    PRE_KEY,
    KEY,
    PRE_VALUE,
    VALUE,
    VALUE_ESCAPE,
    SINGLE_QUOTE,
    DOUBLE_QUOTE,
    DOUBLE_QUOTE_ESCAPE,
    COMMENT,
    COMMENT_ESCAPE
  }

  private static final int NONE = -1;

  private final Lines lines;
  private final SystemdComments comments;
  private final KnownAssignments found;
  private final ByteBuilder key = new ByteBuilder(64);
  private final ByteBuilder value = new ByteBuilder(256);
  private State state = State.PRE_KEY;
  private int keyOffset;
  private int keyWhitespace = NONE;
  private int valueWhitespace = NONE;
  private Reading.@Nullable Refused refused;

  /**
   * @param found what is known of the file already
   */
  SystemdReader(Lines lines, SystemdComments comments, KnownAssignments found) {
    this.lines = lines;
    this.comments = comments;
    this.found = found;
  }

  Reading read() {
    byte[] source = lines.source();
    for (int i = 0; i < source.length; i++) {
      if (source[i] == 0) {
        return new Reading.Refused(
            "Bad message (EBADMSG): the file holds a NUL byte", lines.numberAt(i));
      }
    }
    int position = 0;
    while (position < source.length && refused == null) {
      int end = wordEnd(position);
      if (end > position) {
        word(position, end);
        position = end;
      } else {
        step(source[position], position++);
      }
    }
    if (refused == null && inAssignment()) {
      push(state == State.VALUE);
    }
    return refused != null ? refused : found.reading();
  }

  private boolean inAssignment() {
    return switch (state) {
      case PRE_VALUE, VALUE, VALUE_ESCAPE, SINGLE_QUOTE, DOUBLE_QUOTE, DOUBLE_QUOTE_ESCAPE -> true;
      case PRE_KEY, KEY, COMMENT, COMMENT_ESCAPE -> false;
    };
  }

  /** Where the bytes end that only make a name or a value longer: most of a file. */
  private int wordEnd(int from) {
    if (state != State.KEY && state != State.VALUE) {
      return from;
    }
    byte[] source = lines.source();
    char last = state == State.KEY ? '=' : '\\';
    int end = from;
    while (end < source.length && source[end] != last && !isWhitespace(source[end])) {
      end++;
    }
    return end;
  }

  private void word(int from, int to) {
    if (state == State.KEY) {
      keyWhitespace = NONE;
      key.append(lines.source(), from, to);
    } else {
      valueWhitespace = NONE;
      value.append(lines.source(), from, to);
    }
  }

  private void step(byte c, int offset) {
    switch (state) {
      case PRE_KEY -> preKey(c, offset);
      case KEY -> key(c);
      case PRE_VALUE -> preValue(c);
      case VALUE -> value(c);
      case VALUE_ESCAPE -> {
        state = State.VALUE;
        if (!isNewline(c)) {
          value.append(c);
        }
      }
      case SINGLE_QUOTE -> {
        if (c == '\'') {
          state = State.PRE_VALUE;
        } else {
          value.append(c);
        }
      }
      case DOUBLE_QUOTE -> {
        if (c == '"') {
          state = State.PRE_VALUE;
        } else if (c == '\\') {
          state = State.DOUBLE_QUOTE_ESCAPE;
        } else {
          value.append(c);
        }
      }
      case DOUBLE_QUOTE_ESCAPE -> {
        state = State.DOUBLE_QUOTE;
        if (c == '"' || c == '\\' || c == '`' || c == '$') {
          value.append(c);
        } else if (c != '\n') {
          value.append('\\');
          value.append(c);
        }
      }
      case COMMENT -> {
        if (c == '\\') {
          state = State.COMMENT_ESCAPE;
        } else if (isNewline(c)) {
          state = State.PRE_KEY;
        }
      }
      case COMMENT_ESCAPE ->
          state =
              comments == SystemdComments.ONE_LINE && isNewline(c) ? State.PRE_KEY : State.COMMENT;
    }
  }

  private void preKey(byte c, int offset) {
    if (c == '#' || c == ';') {
      state = State.COMMENT;
    } else if (!isWhitespace(c)) {
      state = State.KEY;
      keyWhitespace = NONE;
      keyOffset = offset;
      key.append(c);
    }
  }

  /** A byte that is no part of a {@link #word}. */
  private void key(byte c) {
    if (isNewline(c)) {
      state = State.PRE_KEY;
      key.truncate(0);
    } else if (c == '=') {
      state = State.PRE_VALUE;
      valueWhitespace = NONE;
    } else {
      if (keyWhitespace == NONE) {
        keyWhitespace = key.size();
      }
      key.append(c);
    }
  }

  private void preValue(byte c) {
    if (isNewline(c)) {
      state = State.PRE_KEY;
      push(false);
    } else if (c == '\'') {
      state = State.SINGLE_QUOTE;
    } else if (c == '"') {
      state = State.DOUBLE_QUOTE;
    } else if (c == '\\') {
      state = State.VALUE_ESCAPE;
    } else if (!isWhitespace(c)) {
      state = State.VALUE;
      value.append(c);
    }
  }

  /** A byte that is no part of a {@link #word}. */
  private void value(byte c) {
    if (isNewline(c)) {
      state = State.PRE_KEY;
      push(true);
    } else if (c == '\\') {
      state = State.VALUE_ESCAPE;
      valueWhitespace = NONE;
    } else {
      if (valueWhitespace == NONE) {
        valueWhitespace = value.size();
      }
      value.append(c);
    }
  }

  private void push(boolean chompValue) {
    if (chompValue && valueWhitespace != NONE) {
      value.truncate(valueWhitespace);
    }
    if (keyWhitespace != NONE) {
      key.truncate(keyWhitespace);
    }
    int line = lines.numberAt(keyOffset);
    if (!found.addKnown(key.array(), key.size(), value.array(), value.size(), line)) {
      add(line);
    }
    key.truncate(0);
    value.truncate(0);
  }

  private void add(int line) {
    boolean valid =
        Utf8.isValidForSystemd(key.array(), 0, key.size())
            && Utf8.isValidForSystemd(value.array(), 0, value.size());
    if (valid) {
      String name = GoText.decode(key.array(), 0, key.size());
      String text = GoText.decode(value.array(), 0, value.size());
      // systemd keeps a list of "KEY=value" and finds names in it, so a name that starts with "="
      // counts as an empty one.
      found.add(
          name.startsWith("=")
              ? new Assignment("", name.substring(1) + "=" + text, line)
              : new Assignment(name, text, line));
    } else {
      refused =
          new Reading.Refused(
              "Invalid argument (EINVAL): invalid UTF-8 in the assignment on line " + line, line);
    }
  }

  private static boolean isNewline(byte c) {
    return c == '\n' || c == '\r';
  }

  private static boolean isWhitespace(byte c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }
}
