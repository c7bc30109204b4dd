package io.ecsharden.cli;

import io.ecsharden.report.Style;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Where a run prints: reports to {@code out}, errors to {@code err}, both in UTF-8 and in one
 * write.
 *
 * @param terminal whether {@code out} is one
 */
public record Console(
    OutputStream out, OutputStream err, boolean terminal, Map<String, String> environment) {

  /** Prints a report. */
  void report(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** The same where something else has to be done, whether or not that fails: how it did. */
  Optional<IOException> tryReport(String text) {
    try {
      report(text);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e);
    }
  }

  /** Prints one line about something that went wrong; nobody can be told if that fails too. */
  public void error(String message) {
    toError("ecs-harden: " + message + "\n");
  }

  private void toError(String text) {
    try {
      err.write(text.getBytes(StandardCharsets.UTF_8));
      err.flush();
    } catch (IOException e) {
      // stderr is closed: the exit code has to do
    }
  }

  /** Shows on a terminal what is being waited for, in one line that the next one takes over. */
  public void progress(String message) {
    if (terminal) {
      toError("\r\u001B[K" + message);
    }
  }

  /** Clears the line of {@link #progress}. */
  public void endProgress() {
    if (terminal) {
      toError("\r\u001B[K");
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
