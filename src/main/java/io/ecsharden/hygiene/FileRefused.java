package io.ecsharden.hygiene;

import io.ecsharden.format.env.Dialect;
import io.ecsharden.format.env.Reading;
import io.ecsharden.hygiene.LineDefect.Kind;

/** A file that systemd refuses as a whole. */
final class FileRefused implements FileRule {

  @Override
  public void find(FileSearch search) {
    if (search.readings().by(Dialect.SYSTEMD) instanceof Reading.Refused(String error, int line)) {
      boolean nul = search.readings().file().lines().find('\0', line - 1) >= 0;
      search.add(
          at(Kind.FILE_REFUSED, search.line(line))
              .because(
                  "systemd refuses the whole file, and ecs-init gets none of it: " + error,
                  nul ? "Remove the NUL bytes" : "Save the file as UTF-8"));
    }
  }
}
