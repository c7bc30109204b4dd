package io.ecsharden.hygiene;

import io.ecsharden.format.Utf8;
import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.value.Origin;

/** A file that Windows' Notepad saved as what it calls Unicode. */
final class Utf16 implements FileRule {

  @Override
  public void find(FileSearch search) {
    if (Utf8.isUtf16(search.readings().file().lines().source())) {
      search.add(
          at(Kind.FILE_REFUSED, Origin.wholeFile(search.path()))
              .because(
                  "The file is UTF-16, which no reader understands: no line has any effect",
                  "Save the file as UTF-8 without a byte-order mark"));
    }
  }
}
