package io.ecsharden.app;

import io.ecsharden.machine.Budget;
import io.ecsharden.machine.Timer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A context that records what a use case says and how long it waits, and waits for nothing. */
final class TestRun implements Messages, Timer {

  final List<String> warnings = new ArrayList<>();
  final List<Duration> sleeps = new ArrayList<>();
  private Duration now = Duration.ZERO;

  RunContext context(Path root, String caller) {
    return new RunContext(
        root,
        caller,
        Map.of(),
        Clock.fixed(Instant.parse("2026-06-30T12:00:00Z"), ZoneOffset.UTC),
        this,
        new Budget(Duration.ofSeconds(10)),
        this);
  }

  /** Nobody gets anything, unless it is sent with this jitter. */
  static ReportRequest request(boolean send, Duration jitter) {
    return new ReportRequest(
        send,
        Duration.ofSeconds(10),
        jitter,
        Duration.ofHours(24),
        false,
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public void warning(String text) {
    warnings.add(text);
  }

  @Override
  public void progress(String text) {}

  @Override
  public void progressEnded() {}

  @Override
  public Duration now() {
    return now;
  }

  @Override
  public void sleep(Duration time) {
    sleeps.add(time);
    now = now.plus(time);
  }
}
