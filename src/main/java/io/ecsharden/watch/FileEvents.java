package io.ecsharden.watch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Events of files, by the JDK's {@link WatchService}, which is inotify(7) on Linux. An event says
 * only that it is time to compare: what changed, and whether that matters, is not read from it. So
 * a queue that overflows loses nothing.
 */
final class FileEvents implements Closeable {

  /** One call for all events that come in this time. */
  private static final long GATHER_MILLIS = 50;

  private static final WatchEvent.Kind<?>[] NAMES = {
    StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE
  };

  /** The JDK's MODIFY is also an event of attributes: {@code IN_MODIFY | IN_ATTRIB}. */
  private static final WatchEvent.Kind<?>[] CONTENTS = {
    StandardWatchEventKinds.ENTRY_CREATE,
    StandardWatchEventKinds.ENTRY_DELETE,
    StandardWatchEventKinds.ENTRY_MODIFY
  };

  private final WatchService service;
  private final Map<Path, WatchKey> keys = new HashMap<>();

  private FileEvents(WatchService service) {
    this.service = service;
  }

  /**
   * Begins to listen.
   *
   * @param event is called in a thread of its own
   */
  static FileEvents open(Runnable event) throws IOException {
    FileEvents events = new FileEvents(FileSystems.getDefault().newWatchService());
    Thread.ofPlatform().daemon().name("files").start(() -> events.listen(event));
    return events;
  }

  private void listen(Runnable event) {
    try {
      while (true) {
        WatchKey key = service.take();
        key.pollEvents();
        key.reset();
        event.run();
        Thread.sleep(GATHER_MILLIS);
      }
    } catch (ClosedWatchServiceException e) {
      // the daemon ends
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Watches exactly these directories from now on. One that was replaced is watched again.
   *
   * @param directories with each, whether its files are read, or only their names count
   * @return why some cannot be watched: for those only the schedule is left
   */
  Optional<String> watch(Map<Path, Boolean> directories) {
    Optional<String> problem = Optional.empty();
    for (Map.Entry<Path, Boolean> directory : directories.entrySet()) {
      Path path = directory.getKey();
      try {
        WatchKey key = path.register(service, directory.getValue() ? CONTENTS : NAMES);
        WatchKey before = keys.put(path, key);
        if (before != null && !before.equals(key)) {
          before.cancel();
        }
      } catch (IOException e) {
        problem = Optional.of(path + ": " + e.getMessage());
      }
    }
    keys.entrySet()
        .removeIf(entry -> {
          boolean gone = !directories.containsKey(entry.getKey());
          if (gone) {
            entry.getValue().cancel();
          }
          return gone;
        });
    return problem;
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
