package io.ecsharden.cli;

import io.ecsharden.report.Style;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a run prints: reports to {@code out}, errors to {@code err}, both in UTF-8 and in one
 * write.
 *
 * @param terminal whether {@code out} is one
 */
record Console(
    OutputStream out, OutputStream err, boolean terminal, Map<String, String> environment) {

  /** Prints a report. */
  void report(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Prints one line about something that went wrong; nobody can be told if that fails too. */
  void error(String message) {
    try {
      err.write(("ecs-harden: " + message + "\n").getBytes(StandardCharsets.UTF_8));
      err.flush();
    } catch (IOException e) {
      // stderr is closed: the exit code has to do
    }
  }

  /**
   * Colour on a terminal only, and not where NO_COLOR (no-color.org) or TERM=dumb asks for none.
   */
  Style style() {
    boolean refused =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || environment.getOrDefault("TERM", "dumb").equals("dumb");
    return terminal && !refused ? Style.COLOUR : Style.PLAIN;
  }
}
