package io.ecsharden.report.log;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that happened, in one line. The texts may hold anything that a file holds, but no
 * secrets.
 *
 * @param event its kind: {@code drift}, {@code repaired}; the names are documented
 * @param message for people, without a final stop
 * @param texts more for programs, by name
 * @param numbers the same
 */
public record LogEntry(
    Instant time,
    Level level,
    String event,
    String message,
    Map<String, String> texts,
    Map<String, Long> numbers) {

  /** How much attention it wants. */
  public enum Level {
    INFO("info"),
    WARNING("warning"),
    ERROR("error");

    private final String id;

    Level(String id) {
      this.id = id;
    }

    /** The name in logs. */
    String id() {
      return id;
    }
  }

  public LogEntry {
    texts = new LinkedHashMap<>(texts);
    numbers = new LinkedHashMap<>(numbers);
  }

  /** An entry that is only a line. */
  public LogEntry(Instant time, Level level, String event, String message) {
    this(time, level, event, message, Map.of(), Map.of());
  }
}
