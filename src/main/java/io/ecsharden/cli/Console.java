package io.ecsharden.cli;

import io.ecsharden.app.Messages;
import io.ecsharden.report.Commands;
import io.ecsharden.report.JsonMessage;
import io.ecsharden.report.OutputText;
import io.ecsharden.report.Presentation;
import io.ecsharden.report.Style;
import io.ecsharden.report.TextMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Where a run prints: reports to {@code out}, errors to {@code err}, both in UTF-8 and in one
 * write.
 *
 * @param in standard input, which is read only when the command line says so
 * @param terminal whether {@code out} is one
 * @param jsonMessages whether each line of {@code err} is a JSON object
 */
record Console(
    InputStream in,
    OutputStream out,
    OutputStream err,
    boolean terminal,
    Map<String, String> environment,
    boolean jsonMessages)
    implements Messages {

  private static final int TERMINAL_WIDTH = 80;
  private static final int LEAST_WIDTH = 40;
  private static final int MOST_WIDTH = 1000;

  /** The same for one who reads reports as JSON. */
  Console withJsonMessages() {
    return new Console(in, out, err, terminal, environment, true);
  }

  /** Prints a report. */
  void report(OutputText text) throws IOException {
    out.write(text.bytes());
    out.flush();
  }

  /**
   * Prints one line about something that ends the run. If that fails, the exit code has to do.
   *
   * @param code what the run ends with
   */
  void error(String message, ExitCode code) {
    message(message, OptionalInt.of(code.code()));
  }

  @Override
  public void warning(String text) {
    message(text, OptionalInt.empty());
  }

  private void message(String text, OptionalInt code) {
    toError(jsonMessages ? JsonMessage.write(text, code) : TextMessage.write(text));
  }

  /** Shows on a terminal what the run waits for, in one line that the next one replaces. */
  @Override
  public void progress(String message) {
    if (terminal) {
      toError("\r\u001B[K" + TextMessage.shown(message));
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

  /** How a report looks here. */
  Presentation presentation(Commands commands) {
    return new Presentation(style(), width(), commands);
  }

  /**
   * Colour on a terminal only, and not where NO_COLOR (no-color.org) or TERM=dumb asks for none.
   */
  private Style style() {
    boolean refused =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || environment.getOrDefault("TERM", "dumb").equals("dumb");
    return terminal && !refused ? Style.COLOUR : Style.PLAIN;
  }

  /** COLUMNS where it is exported; else 80 on a terminal, and whole lines in a pipe. */
  private int width() {
    int width = 0;
    for (char c : environment.getOrDefault("COLUMNS", "").toCharArray()) {
      width = c >= '0' && c <= '9' && width <= MOST_WIDTH ? width * 10 + (c - '0') : 0;
    }
    if (width >= LEAST_WIDTH && width <= MOST_WIDTH) {
      return width;
    }
    return terminal ? TERMINAL_WIDTH : Presentation.UNLIMITED;
  }
}
