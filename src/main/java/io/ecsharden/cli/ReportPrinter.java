package io.ecsharden.cli;

import io.ecsharden.app.ReportFile;
import io.ecsharden.report.Commands;
import io.ecsharden.report.Format;
import io.ecsharden.report.OutputText;
import io.ecsharden.report.Presentation;
import io.ecsharden.report.Style;
import java.io.IOException;
import java.util.Optional;

/**
 * Where a report goes, and in which format.
 *
 * @param file instead of standard output
 */
record ReportPrinter<R>(
    Format<R> format, Optional<ReportFile> file, Console console, Commands commands) {

  /** Prints a report. */
  void print(R report) throws IOException {
    // a file is read by programs and in editors
    Presentation shown =
        file.isPresent()
            ? new Presentation(Style.PLAIN, Presentation.UNLIMITED, commands)
            : console.presentation(commands);
    print(format.write(report, shown), file, console);
  }

  /** The same where more has to be done whether or not that fails: how it did. */
  Optional<IOException> tryPrint(R report) {
    try {
      print(report);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e);
    }
  }

  /** Prints a text that is a report already. */
  static void print(OutputText text, Optional<ReportFile> file, Console console)
      throws IOException {
    if (file.isPresent()) {
      file.get().write(text);
    } else {
      console.report(text);
    }
  }
}
