package io.ecsharden.format.env;

import io.ecsharden.format.GoText;
import io.ecsharden.format.Lines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Trim the file, split it at line feeds, trim each line, split at the first {@code =}; a line
 * without one is skipped. No comments, no quotes, no escapes, no {@code export}, and the name is
 * not trimmed. It never refuses a file.
 */
final class EcsInitReader {

  private EcsInitReader() {}

  static Reading read(Lines lines) {
    List<Assignment> assignments = new ArrayList<>();
    byte[] source = lines.source();
    // of lines that repeat, one copy of the name and of the value is kept
    String key = "";
    String value = "";
    int keyFrom = 0;
    int keyTo = 0;
    int valueFrom = 0;
    int valueTo = 0;
    for (int line = 0; line < lines.count(); line++) {
      int equals = lines.find('=', line);
      if (equals >= 0) {
        // Trimming the whole file first cannot change what a line gives: it only removes white
        // space, and every line is trimmed again: here what stands on either side of the =.
        int start = lines.start(line);
        int end = lines.end(line);
        if (!Arrays.equals(source, keyFrom, keyTo, source, start, equals)) {
          key = GoText.trimLeftSpace(GoText.decode(source, start, equals));
          keyFrom = start;
          keyTo = equals;
        }
        if (!Arrays.equals(source, valueFrom, valueTo, source, equals + 1, end)) {
          value = GoText.trimRightSpace(GoText.decode(source, equals + 1, end));
          valueFrom = equals + 1;
          valueTo = end;
        }
        assignments.add(new Assignment(key, value, line + 1));
      }
    }
    return new Reading.Accepted(assignments);
  }
}
