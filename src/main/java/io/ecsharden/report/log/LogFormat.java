package io.ecsharden.report.log;

import io.ecsharden.report.OutputText;
import io.ecsharden.report.Style;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How the daemon writes its log. */
public enum LogFormat {
  /** For people. */
  TEXT("text"),
  /** An object a line. */
  JSON("json"),
  /** The same, and after each look one line of metrics for CloudWatch. */
  EMF("emf");

  private final String id;

  LogFormat(String id) {
    this.id = id;
  }

  /** The name after {@code --log-format}. */
  public String id() {
    return id;
  }

  /** The names of all. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(LogFormat::id).toList();
  }

  /** The format of a name. */
  public static Optional<LogFormat> named(String id) {
    return Arrays.stream(values()).filter(format -> format.id.equals(id)).findFirst();
  }

  /** Writes an entry as a line, with a line feed. */
  public OutputText write(LogEntry entry) {
    return switch (this) {
      case TEXT ->
          OutputText.line(
              entry.time().truncatedTo(ChronoUnit.MILLIS)
                  + " "
                  + entry.level().id()
                  + " "
                  + entry.event()
                  + ": "
                  + entry.message());
      case JSON, EMF -> OutputText.written(new JsonLine().entry(entry).end(), Style.PLAIN);
    };
  }
}
