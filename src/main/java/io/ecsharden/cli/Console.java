package io.ecsharden.cli;

import io.ecsharden.app.Messages;
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
    OutputStream out, OutputStream err, boolean terminal, Map<String, String> environment)
    implements Messages {

  /** Prints a report. */
  void report(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Prints one line about something that went wrong. If that fails, the exit code has to do. */
  void error(String message) {
    toError("ecs-harden: " + Style.safe(message) + "\n");
  }

  @Override
  public void warning(String text) {
    error(text);
  }

  /** Shows on a terminal what the run waits for, in one line that the next one replaces. */
  @Override
  public void progress(String message) {
    if (terminal) {
      toError("\r\u001B[K" + Style.safe(message));
    }
  }

  @Override
  public void progressEnded() {
    if (terminal) {
      toError("\r\u001B[K");
    }
  }

  private void toError(String text) {
    try {
      err.write(text.getBytes(StandardCharsets.UTF_8));
      err.flush();
    } catch (IOException e) {
      // standard error is closed
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
