package io.ecsharden.watch;

import io.ecsharden.app.WatchedFiles;
import io.ecsharden.report.log.LogEntry.Level;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Wakes the daemon when something happens in a directory that counts. For one thread. */
final class FileWatch implements Closeable {

  /** A directory that is replaced while it is being watched; who does that for ever has to wait. */
  private static final int MOST_ROUNDS = 4;

  private final EventLog log;
  private Optional<FileEvents> events = Optional.empty();

  FileWatch(EventLog log) {
    this.log = log;
  }

  /** Begins to listen; where that is not possible, files are compared by the schedule alone. */
  void open(Wakeup wakeup) {
    try {
      events = Optional.of(FileEvents.open(() -> wakeup.post(Wakeup.Call.FILES)));
    } catch (IOException e) {
      log.problem(
          Level.WARNING,
          "events",
          "no events of files: " + e.getMessage() + "; files are compared every 5 s instead");
    }
  }

  /** Watches every directory that counts, and says how all files are while it does. */
  WatchedFiles.Moment arm(WatchedFiles files) {
    WatchedFiles.Moment moment = files.now();
    for (int i = 0; i < MOST_ROUNDS && events.isPresent(); i++) {
      Map<Path, Boolean> directories = moment.directories();
      events
          .get()
          .watch(directories)
          .ifPresent(line -> log.problem(Level.WARNING, "events", "no events of " + line));
      moment = files.now();
      if (moment.directories().equals(directories)) {
        break;
      }
    }
    return moment;
  }

  @Override
  public void close() {
    try {
      if (events.isPresent()) {
        events.get().close();
      }
    } catch (IOException e) {
      // the process ends
    }
  }
}
