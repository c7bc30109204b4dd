package io.ecsharden.watch;

import io.ecsharden.app.Messages;
import io.ecsharden.report.OutputText;
import io.ecsharden.report.log.LogEntry;
import io.ecsharden.report.log.LogEntry.Level;
import io.ecsharden.report.log.LogFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The daemon's log. A problem that stays is said once an hour, not at each look. For several
 * threads.
 */
final class EventLog implements Messages {

  private static final Duration AGAIN = Duration.ofHours(1);

  /** More different problems at once than anybody reads. */
  private static final int MOST_KEPT = 50;

  private final LogFormat format;
  private final InstantSource clock;
  private final Consumer<OutputText> out;

  private final Map<String, Instant> said =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /**
   * @param out gets whole lines
   */
  EventLog(LogFormat format, InstantSource clock, Consumer<OutputText> out) {
    this.format = format;
    this.clock = clock;
    this.out = out;
  }

  /** Something happened. */
  void info(String event, String message) {
    write(new LogEntry(clock.instant(), Level.INFO, event, message));
  }

  /** The same, with more for programs. */
  synchronized void write(LogEntry entry) {
    out.accept(format.write(entry));
  }

  /** Writes a line that is not an entry. */
  synchronized void line(OutputText text) {
    out.accept(text);
  }

  /** Something is wrong; said again when it still is after an hour. */
  synchronized void problem(Level level, String event, String message) {
    Instant now = clock.instant();
    Instant before = said.get(event + message);
    if (before == null || Duration.between(before, now).abs().compareTo(AGAIN) >= 0) {
      said.remove(event + message);
      said.put(event + message, now);
      write(new LogEntry(now, level, event, message));
    }
  }

  /** The problems of a kind are over: the next one is said at once. */
  synchronized void solved(String event) {
    said.keySet().removeIf(key -> key.startsWith(event));
  }

  @Override
  public void warning(String text) {
    problem(Level.WARNING, "note", text);
  }

  @Override
  public void progress(String text) {
    // for terminals
  }

  @Override
  public void progressEnded() {
    // for terminals
  }
}
