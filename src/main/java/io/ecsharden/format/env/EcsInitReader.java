package io.ecsharden.format.env;

import io.ecsharden.format.GoText;
import io.ecsharden.format.Lines;
import java.util.ArrayList;
import java.util.List;

/**
 * Trim the file, split it at line feeds, trim each line, split at the first {@code =}; a line
 * without one is skipped. No comments, no quotes, no escapes, no {@code export}, and the name is
 * not trimmed. It never refuses a file.
 */
final class EcsInitReader {

  private EcsInitReader() {}

  static Reading read(Lines lines) {
    List<Assignment> assignments = new ArrayList<>(lines.count());
    byte[] source = lines.source();
    for (int line = 0; line < lines.count(); line++) {
      int equals = lines.find('=', line);
      if (equals >= 0) {
        // Trimming the whole file first cannot change what a line gives: it only removes white
        // space, and every line is trimmed again: here what stands on either side of the =.
        String key = GoText.decode(source, lines.start(line), equals);
        String value = GoText.decode(source, equals + 1, lines.end(line));
        assignments.add(
            new Assignment(GoText.trimLeftSpace(key), GoText.trimRightSpace(value), line + 1));
      }
    }
    return new Reading.Taken(assignments);
  }
}
