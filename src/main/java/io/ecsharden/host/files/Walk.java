package io.ecsharden.host.files;

import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.FileStatus;
import io.ecsharden.host.linux.Kernel;
import java.io.Closeable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Follows a path below an open root, as in a chroot: name by name, each from the open directory
 * before it, so that nobody can swap a directory for a link in between. Symbolic links are followed
 * as texts. It reads nothing: every name is opened with {@code O_PATH}.
 */
final class Walk implements Closeable {

  /** As in the Linux kernel. */
  private static final int MOST_LINKS = 40;

  /** What the links of {@code /proc/PID/fd} and the like begin with, or have. */
  private static final String MAGIC = ":[";

  private final List<Step> steps = new ArrayList<>();
  private final Deque<String> ahead = new ArrayDeque<>();
  private final List<Step> passed = new ArrayList<>();

  /**
   * Something on the path that is not a link.
   *
   * @param path from the root, without links; empty for the root
   */
  record Step(int descriptor, String path, FileStatus status) {

    /** The instance's own path. */
    String display() {
      return path.isEmpty() ? "/" : path;
    }
  }

  private Walk() {}

  /**
   * Walks as far as there is something.
   *
   * @param root stays open
   * @param followLast whether a link in the path's last place is followed
   * @throws Errno where this process may not look, or links lead in a loop ({@code ELOOP})
   * @throws KernelFileException where a link of procfs leads to what a process has open
   */
  static Walk of(int root, String path, boolean followLast) throws Errno, KernelFileException {
    Walk walk = new Walk();
    try {
      int opened = Kernel.open(root, ".", Kernel.PATH_ONLY, 0);
      walk.add(new Step(opened, "", status(opened)));
      walk.push(path);
      walk.go(path, followLast);
      return walk;
    } catch (Errno | KernelFileException e) {
      walk.close();
      throw e;
    }
  }

  private void go(String path, boolean followLast) throws Errno, KernelFileException {
    int links = 0;
    while (!ahead.isEmpty() && last().status().isDirectory()) {
      String name = ahead.pop();
      if (name.equals(".")) {
        continue;
      }
      if (name.equals("..")) {
        leave();
        continue;
      }
      int opened;
      try {
        opened = Kernel.open(last().descriptor(), name, Kernel.PATH_ONLY | Kernel.NO_FOLLOW, 0);
      } catch (Errno e) {
        if (e.number() != Errno.ENOENT) {
          throw e;
        }
        ahead.push(name);
        return;
      }
      Step step = new Step(opened, last().path() + "/" + name, status(opened));
      if (step.status().isLink() && (followLast || !ahead.isEmpty())) {
        if (++links > MOST_LINKS) {
          Kernel.close(opened);
          throw new Errno(path, Errno.ELOOP);
        }
        follow(step);
      } else {
        add(step);
      }
    }
  }

  private void follow(Step link) throws Errno, KernelFileException {
    String text;
    try {
      text = Kernel.link(link.descriptor());
      boolean magic =
          (text.startsWith("/") || text.contains(MAGIC))
              && KernelFileSystem.has(link.descriptor(), link.status());
      if (magic) {
        throw new KernelFileException();
      }
    } finally {
      Kernel.close(link.descriptor());
    }
    push(text);
    while (text.startsWith("/") && steps.size() > 1) {
      leave();
    }
  }

  private static FileStatus status(int opened) throws Errno {
    try {
      return Kernel.status(opened);
    } catch (Errno e) {
      Kernel.close(opened);
      throw e;
    }
  }

  private void push(String path) {
    if (path.endsWith("/")) {
      ahead.push("."); // it has to be a directory
    }
    String[] names = path.split("/");
    for (int i = names.length - 1; i >= 0; i--) {
      if (!names[i].isEmpty()) {
        ahead.push(names[i]);
      }
    }
  }

  private void add(Step step) {
    steps.add(step);
    passed.add(step);
  }

  /** Nothing is above the root. */
  private void leave() {
    if (steps.size() > 1) {
      Kernel.close(steps.removeLast().descriptor());
    }
  }

  private Step last() {
    return steps.getLast();
  }

  /** What the path leads to; nothing where nothing exists. */
  Optional<Step> end() {
    return ahead.isEmpty() ? Optional.of(last()) : Optional.empty();
  }

  /** The directory that has the end; the root is its own. */
  Step parent() {
    return steps.get(Math.max(0, steps.size() - 2));
  }

  /**
   * Everything that the path leads through, in order; of those that were left, the status counts.
   */
  List<Step> passed() {
    return passed;
  }

  /** Where the path leads, without links and {@code ..}, also where nothing exists yet. */
  String place() {
    StringBuilder place = new StringBuilder(last().path());
    for (String name : ahead) {
      if (name.equals("..")) {
        place.setLength(Math.max(0, place.lastIndexOf("/")));
      } else if (!name.equals(".")) {
        place.append('/').append(name);
      }
    }
    return place.isEmpty() ? "/" : place.toString();
  }

  /** Gives the descriptor of the end to the caller, who closes it. */
  int take() {
    return steps.removeLast().descriptor();
  }

  @Override
  public void close() {
    for (Step step : steps) {
      Kernel.close(step.descriptor());
    }
    steps.clear();
  }
}
