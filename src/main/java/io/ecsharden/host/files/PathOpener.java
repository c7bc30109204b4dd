package io.ecsharden.host.files;

import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.FileStatus;
import io.ecsharden.host.linux.Kernel;
import java.io.IOException;

/**
 * Opens paths below an open root, as in a chroot. The kernel resolves them in one step
 * (openat2(2)); where it is older than 5.6, or a filter of system calls refuses that call, {@link
 * Walk} does.
 */
final class PathOpener {

  /** Somebody moves directories meanwhile; name by name nothing has to be tried again. */
  private static final int TRIES = 16;

  private static final int READ = Kernel.READ_ONLY | Kernel.NON_BLOCKING | Kernel.NO_TERMINAL;

  private boolean byName;

  /**
   * @param byName whether to do without openat2(2)
   */
  PathOpener(boolean byName) {
    this.byName = byName;
  }

  /** Opens what a path leads to, without reading it or starting a device. */
  int open(int root, String path) throws IOException {
    return open(root, path, true);
  }

  /** The same, but a link in the path's last place is opened itself. */
  int openLink(int root, String path) throws IOException {
    return open(root, path, false);
  }

  private int open(int root, String path, boolean followLast) throws IOException {
    int flags = followLast ? Kernel.PATH_ONLY : Kernel.PATH_ONLY | Kernel.NO_FOLLOW;
    for (int i = 0; i < TRIES && !byName; i++) {
      try {
        return Kernel.openInRoot(root, path, flags);
      } catch (Errno e) {
        switch (e.number()) {
          case Errno.EAGAIN -> {}
          // ENOSYS from the kernel, EPERM from older filters of system calls
          case Errno.ENOSYS, Errno.EPERM -> byName = true;
          // a loop, or a link of procfs: the walk knows which
          case Errno.ELOOP -> i = TRIES;
          default -> throw e;
        }
      }
    }
    try (Walk walk = Walk.of(root, path, followLast)) {
      if (walk.end().isEmpty()) {
        throw new Errno(path, Errno.ENOENT);
      }
      return walk.take();
    }
  }

  /**
   * Opens a regular file for reading, through its descriptor: what has its name now could be a
   * device, which some only have to open to start it ({@code /dev/watchdog}).
   *
   * @param file the file, as {@link #open} opened it
   * @param status its status
   */
  int read(int root, String path, int file, FileStatus status) throws IOException {
    try {
      return Kernel.open(Kernel.NO_DIRECTORY, "/proc/self/fd/" + file, READ, 0);
    } catch (Errno e) {
      if (e.number() != Errno.ENOENT && e.number() != Errno.ENOTDIR) {
        throw e;
      }
    }
    return readByName(root, path, status);
  }

  /** In a chroot without {@code /proc}. */
  private static int readByName(int root, String path, FileStatus status) throws IOException {
    try (Walk walk = Walk.of(root, path, true)) {
      if (walk.end().filter(end -> end.status().isSame(status)).isEmpty()) {
        throw new Errno(path, Errno.EAGAIN);
      }
      String place = walk.place();
      return Kernel.open(
          walk.parent().descriptor(),
          place.substring(place.lastIndexOf('/') + 1),
          READ | Kernel.NO_FOLLOW,
          0);
    }
  }
}
