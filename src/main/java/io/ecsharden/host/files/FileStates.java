package io.ecsharden.host.files;

import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.FileStatus;
import io.ecsharden.host.linux.Kernel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How everything that was looked at is at one moment: enough to see later that something has
 * changed, without reading a file. It sees content, names, owners, modes, links that lead somewhere
 * else, and directories that were replaced or mounted over.
 */
public final class FileStates {

  /**
   * Two changes can have one time where the clock of the file system ticks between them: every 10
   * ms at most (Linux, {@code CONFIG_HZ}).
   */
  private static final long TICK_NANOS = 20_000_000;

  private final Map<String, long[]> states = new HashMap<>();

  /** Directories in which a change can be seen, and whether files in them are read. */
  private final Map<Path, Boolean> directories = new HashMap<>();

  private long newest;

  private FileStates() {}

  /**
   * Looks.
   *
   * @param root where the file system is for this process
   */
  public static FileStates of(Path root, Lookups lookups) {
    FileStates states = new FileStates();
    try {
      int opened =
          Kernel.open(Kernel.NO_DIRECTORY, root.toString(), Kernel.PATH_ONLY | Kernel.DIRECTORY, 0);
      try {
        for (String path : lookups.paths()) {
          states.add(opened, root, path, lookups.depth(path));
        }
      } finally {
        Kernel.close(opened);
      }
    } catch (Errno e) {
      states.states.put("", new long[] {e.number()});
    }
    return states;
  }

  private void add(int opened, Path root, String path, Lookups.Depth depth) {
    boolean content = depth == Lookups.Depth.CONTENT;
    try (Walk walk = Walk.of(opened, path, true)) {
      String last = walk.end().map(Walk.Step::path).orElse("nothing is there");
      for (Walk.Step step : walk.passed()) {
        boolean end = step.path().equals(last);
        FileStatus status = step.status();
        if (status.isDirectory()) {
          directories.merge(root.resolve(step.display().substring(1)), content, Boolean::logicalOr);
        }
        if (end && content) {
          newest = Math.max(newest, status.changed());
          states.put(path, whole(status));
        } else {
          states.putIfAbsent("passed " + step.display(), identity(status));
        }
      }
      if (walk.end().isEmpty()) {
        states.put(path, new long[0]);
      }
    } catch (Errno e) {
      states.put(path, new long[] {e.number()});
    } catch (IOException e) {
      states.put(path, new long[] {-1});
    }
  }

  private static long[] identity(FileStatus status) {
    return new long[] {status.device(), status.inode(), status.mode(), status.uid(), status.gid()};
  }

  private static long[] whole(FileStatus status) {
    return new long[] {
      status.device(),
      status.inode(),
      status.mode(),
      status.uid(),
      status.gid(),
      status.size(),
      status.modified(),
      status.changed()
    };
  }

  /** Whether nothing has changed between two moments, as far as it shows. */
  public boolean isSame(FileStates other) {
    if (states.size() != other.states.size()) {
      return false;
    }
    for (Map.Entry<String, long[]> entry : states.entrySet()) {
      long[] there = other.states.get(entry.getKey());
      if (there == null || !Arrays.equals(entry.getValue(), there)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether something changed so shortly before a time that another change at that time might not
   * show.
   *
   * @param nanos since 1970
   */
  public boolean isFresh(long nanos) {
    return Math.abs(nanos - newest) < TICK_NANOS;
  }

  /**
   * The directories in which a change can be seen, as they are for this process; with each, whether
   * files in it are read. Of the others only the names count.
   */
  public Map<Path, Boolean> directories() {
    return Map.copyOf(directories);
  }
}
