package io.ecsharden.format.json;

import io.ecsharden.format.ByteBuilder;
import io.ecsharden.format.GoText;
import java.nio.charset.StandardCharsets;

/** JSON's string literals, as Go reads them: a lone surrogate escape becomes U+FFFD. */
final class JsonStrings {

  private static final int REPLACEMENT = 0xFFFD;

  private final byte[] source;
  private final int length;
  private int position;

  /**
   * @param length of the text, which starts with the array
   */
  JsonStrings(byte[] source, int length) {
    this.source = source;
    this.length = length;
  }

  /** Where the last string ended: after its closing quote. */
  int end() {
    return position;
  }

  /** Reads the literal whose opening quote stands at {@code start}. */
  String read(int start) throws JsonSyntaxException {
    position = start + 1;
    int plainFrom = position;
    ByteBuilder unescaped = null;
    while (true) {
      int c = peek();
      if (c == '"') {
        String value =
            unescaped == null
                ? GoText.decode(source, plainFrom, position)
                : GoText.decode(unescaped.toBytes());
        position++;
        return value;
      }
      if (c >= 0 && c < 0x20) {
        throw invalid(position, "in string literal");
      }
      if (c == '\\') {
        if (unescaped == null) {
          unescaped = new ByteBuilder(64);
          unescaped.append(source, plainFrom, position);
        }
        position++;
        escape(unescaped);
      } else {
        if (unescaped != null) {
          unescaped.append(c);
        }
        position++;
      }
    }
  }

  private void escape(ByteBuilder out) throws JsonSyntaxException {
    int c = byteOrSpace(position);
    switch (c) {
      case '"', '\\', '/' -> out.append(c);
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'u' -> {
        position++;
        unicode(out);
        return;
      }
      default -> throw invalid(position, "in string escape code");
    }
    position++;
  }

  private void unicode(ByteBuilder out) throws JsonSyntaxException {
    int unit = hex4();
    int codePoint = unit;
    if (unit >= 0xD800 && unit < 0xE000) {
      codePoint = REPLACEMENT;
      boolean another =
          position + 1 < length && source[position] == '\\' && source[position + 1] == 'u';
      if (unit < 0xDC00 && another) {
        int back = position;
        position += 2;
        int low = hex4();
        if (low >= 0xDC00 && low < 0xE000) {
          codePoint = Character.toCodePoint((char) unit, (char) low);
        } else {
          position = back;
        }
      }
    }
    byte[] utf8 = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
    out.append(utf8, 0, utf8.length);
  }

  private int hex4() throws JsonSyntaxException {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit((char) (byteOrSpace(position) & 0xFF), 16);
      if (digit < 0) {
        throw invalid(position, "in \\u hexadecimal character escape");
      }
      value = value << 4 | digit;
      position++;
    }
    return value;
  }

  private int peek() throws JsonSyntaxException {
    if (position >= length) {
      throw new JsonSyntaxException("unexpected end of JSON input", length);
    }
    return source[position];
  }

  /** Within a token the end of the text counts as a space, which is what Go complains about. */
  int byteOrSpace(int offset) {
    return offset < length ? source[offset] : ' ';
  }

  JsonSyntaxException invalid(int offset, String context) {
    String shown = quoted(byteOrSpace(offset) & 0xFF);
    return new JsonSyntaxException("invalid character " + shown + " " + context, offset);
  }

  /** One byte as Go's {@code strconv.Quote} shows it, in single quotes. */
  private static String quoted(int c) {
    String digits = Integer.toHexString(c);
    return switch (c) {
      case '\'' -> "'\\''";
      case '"' -> "'\"'";
      case '\\' -> "'\\\\'";
      case 0x07 -> "'\\a'";
      case '\b' -> "'\\b'";
      case '\f' -> "'\\f'";
      case '\n' -> "'\\n'";
      case '\r' -> "'\\r'";
      case '\t' -> "'\\t'";
      case 0x0B -> "'\\v'";
      default -> {
        if (c < 0x20 || c == 0x7F) {
          yield "'\\x" + (c < 0x10 ? "0" : "") + digits + "'";
        }
        boolean hidden = c >= 0x80 && c <= 0xA0 || c == 0xAD;
        yield hidden ? "'\\u00" + digits + "'" : "'" + (char) c + "'";
      }
    };
  }
}
