package io.ecsharden.format.env;

import io.ecsharden.format.GoText;
import io.ecsharden.format.Lines;
import io.ecsharden.format.Utf8;

/**
 * Lines of at most 64 KiB of valid UTF-8; a byte-order mark is dropped; {@code #} comments; white
 * space before the name is dropped, in the name it is an error; values are kept as they are. A name
 * without {@code =} would be looked up in docker's own environment; none is assumed here.
 */
final class DockerEnvFileReader {

  /** Go's {@code bufio.MaxScanTokenSize}: a line and its line feed must fit. */
  private static final int MAX_LINE = 64 * 1024;

  private DockerEnvFileReader() {}

  /**
   * @param found what is known of the file already
   */
  static Reading read(Lines lines, KnownAssignments found) {
    byte[] source = lines.source();
    for (int line = 0; line < lines.count(); line++) {
      int start = lines.start(line);
      int end = lines.end(line);
      if (end - start >= MAX_LINE) {
        return refused(line, "bufio.Scanner: token too long");
      }
      if (end > start && source[end - 1] == '\r') {
        end--;
      }
      if (Utf8.firstInvalidForGo(source, start, end) >= 0) {
        return refused(line, "invalid utf8 bytes at line " + (line + 1));
      }
      if (line == 0 && startsWithByteOrderMark(source, end)) {
        start += 3;
      }
      int equals = lines.find('=', line);
      if (isPlainName(source, start, equals)
          && found.addKnown(source, start, equals, source, equals + 1, end, line + 1)) {
        continue;
      }
      String key = GoText.trimLeftSpace(GoText.decode(source, start, equals < 0 ? end : equals));
      if (key.startsWith("#") || key.isEmpty() && equals < 0) {
        continue;
      }
      if (key.isEmpty()) {
        return refused(line, "no variable name on line " + (line + 1));
      }
      if (key.indexOf(' ') >= 0 || key.indexOf('\t') >= 0) {
        return refused(line, "the variable's name on line " + (line + 1) + " contains whitespaces");
      }
      if (equals >= 0) {
        String value = GoText.decode(source, equals + 1, end);
        found.add(new Assignment(key, value, line + 1));
      }
    }
    return found.reading();
  }

  /** Whether a name stands in front of the {@code =}, and not a comment. */
  private static boolean isPlainName(byte[] source, int start, int equals) {
    if (equals <= start || source[start] == '#') {
      return false;
    }
    for (int i = start; i < equals; i++) {
      if (source[i] == ' ' || source[i] == '\t') {
        return false;
      }
    }
    return true;
  }

  private static boolean startsWithByteOrderMark(byte[] source, int end) {
    return end >= 3
        && source[0] == (byte) 0xEF
        && source[1] == (byte) 0xBB
        && source[2] == (byte) 0xBF;
  }

  private static Reading refused(int line, String error) {
    return new Reading.Refused("invalid env file: " + error, line + 1);
  }
}
