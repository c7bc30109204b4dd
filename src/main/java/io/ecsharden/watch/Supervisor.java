package io.ecsharden.watch;

import io.ecsharden.app.ServiceManager;
import io.ecsharden.report.log.LogEntry.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What systemd hears of the daemon, where it asks: when it is ready, how the instance is, and that
 * its main thread still goes round. For one thread, but for {@link #stopping}.
 */
final class Supervisor {

  private final ServiceManager manager;
  private final EventLog log;
  private Optional<Duration> said = Optional.empty();
  private boolean reloading;

  Supervisor(Map<String, String> environment, EventLog log) {
    this.manager = ServiceManager.of(environment);
    this.log = log;
  }

  /** It has its place, and begins to look. */
  void ready() {
    say(manager.ready());
  }

  /** It reads everything again. */
  void reloading() {
    reloading = true;
    say(manager.reloading());
  }

  /** It has read everything; heard only after {@link #reloading}. */
  void reloaded() {
    if (reloading) {
      reloading = false;
      say(manager.ready());
    }
  }

  /** It has looked. */
  void looked(Looker.Looked looked) {
    looked
        .seen()
        .map(seen -> seen.failing().size())
        .map(failing ->
            switch (failing) {
              case 0 -> "No control fails.";
              case 1 -> "1 control fails.";
              default -> failing + " controls fail.";
            })
        .or(() -> Optional.of(looked.problem()).filter(problem -> !problem.isEmpty()))
        .ifPresent(status -> say(manager.status(status)));
  }

  /** It goes round; said four times as often as systemd has to hear it. */
  void alive(Duration now) {
    if (manager.watchdog().isPresent()
        && (said.isEmpty()
            || now.minus(said.get()).compareTo(manager.watchdog().get().dividedBy(4)) >= 0)) {
      said = Optional.of(now);
      say(manager.alive());
    }
  }

  /** How long it may wait, so that systemd hears of it in time. */
  Duration pause(Duration longest) {
    return manager
        .watchdog()
        .map(time -> time.dividedBy(2))
        .filter(time -> time.compareTo(longest) < 0)
        .orElse(longest);
  }

  /** It ends. For any thread. */
  void stopping() {
    say(manager.stopping());
  }

  private void say(Optional<String> problem) {
    problem.ifPresent(why -> log.problem(Level.WARNING, "state", "systemd does not hear: " + why));
  }
}
