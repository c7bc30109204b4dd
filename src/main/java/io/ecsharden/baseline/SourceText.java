package io.ecsharden.baseline;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Turns a file's bytes into text: checks its size, its encoding and its characters. */
final class SourceText {

  private static final char BOM = '\uFEFF';

  private SourceText() {}

  /** The text without a byte-order mark; empty when there is a problem. */
  static Optional<String> of(byte[] bytes, Problems problems) {
    if (bytes.length > BaselineLoader.MAX_BYTES) {
      problems.add(problems.file(), "the file is larger than 1 MiB");
      return Optional.empty();
    }
    return decode(bytes, problems).filter(text -> isPrintable(text, problems));
  }

  private static Optional<String> decode(byte[] bytes, Problems problems) {
    CharBuffer chars = CharBuffer.allocate(bytes.length);
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(bytes), chars, true);
    chars.flip();
    boolean marked = !chars.isEmpty() && chars.get(0) == BOM;
    String text = marked ? chars.subSequence(1, chars.length()).toString() : chars.toString();
    if (result.isError()) {
      String hint = isUtf16(bytes) ? "it looks like UTF-16: save it as UTF-8" : "save it as UTF-8";
      problems.add(problems.endOf(text), "the file is not UTF-8", hint);
      return Optional.empty();
    }
    return Optional.of(text);
  }

  private static boolean isUtf16(byte[] bytes) {
    return bytes.length > 1 && (bytes[0] & 0xFF) + (bytes[1] & 0xFF) == 0xFE + 0xFF;
  }

  private static boolean isPrintable(String text, Problems problems) {
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      int c = text.codePointAt(i);
      if (!isPrintable(c)) {
        problems.add(
            problems.endOf(text.substring(0, i)),
            "the character U+%04X is not allowed in YAML".formatted(c));
        return false;
      }
    }
    return true;
  }

  /** {@code c-printable} of YAML 1.2.2, section 5.1. */
  private static boolean isPrintable(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0x7E)
        || c == 0x85
        || (c >= 0xA0 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
