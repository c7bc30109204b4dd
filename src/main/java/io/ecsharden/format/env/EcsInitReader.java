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
    List<Assignment> assignments = new ArrayList<>();
    for (int line = 0; line < lines.count(); line++) {
      // Trimming the whole file first cannot change what a line gives: it only removes white
      // space, and every line is trimmed again.
      String text = GoText.trimSpace(lines.text(line));
      int equals = text.indexOf('=');
      if (equals >= 0) {
        assignments.add(
            new Assignment(text.substring(0, equals), text.substring(equals + 1), line + 1));
      }
    }
    return new Reading.Taken(assignments);
  }
}
