package io.ecsharden.host.files;

import io.ecsharden.facts.FileFact;
import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.Kernel;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * The directory of one process in {@code /proc}. While it is open it belongs to that process: when
 * the process has ended, nothing can be opened in it any more, also where another process has the
 * same number by then (Linux 6.12, {@code fs/proc/base.c}).
 *
 * <p>A copy of a {@code /proc} works too, in which nothing ever ends.
 */
public final class ProcessDirectory implements Closeable {

  private static final int PROCFS = 0x9fa0;

  private static final int READ =
      Kernel.READ_ONLY | Kernel.NO_FOLLOW | Kernel.NON_BLOCKING | Kernel.NO_TERMINAL;

  private final HostRoot host;
  private final String path;
  private final int descriptor;
  private final boolean real;

  private ProcessDirectory(HostRoot host, String path, int descriptor, boolean real) {
    this.host = host;
    this.path = path;
    this.descriptor = descriptor;
    this.real = real;
  }

  /** Opens it; nothing where there is no such process. */
  static Optional<ProcessDirectory> open(HostRoot host, int pid) throws IOException {
    String path = "/proc/" + pid;
    try {
      int descriptor = host.open(path);
      try {
        boolean real = Kernel.fileSystem(descriptor) == PROCFS;
        return Optional.of(new ProcessDirectory(host, path, descriptor, real));
      } catch (Errno e) {
        Kernel.close(descriptor);
        throw e;
      }
    } catch (Errno e) {
      return noneOrThrow(e);
    }
  }

  private static <T> Optional<T> noneOrThrow(Errno e) throws Errno {
    return switch (e.number()) {
      case Errno.ENOENT, Errno.ENOTDIR, Errno.ESRCH -> Optional.empty();
      default -> throw e;
    };
  }

  /** Where it is on the instance. */
  public String path() {
    return path;
  }

  /**
   * Reads a file whole; nothing where there is none, or no such process any more.
   *
   * @param name a regular file of procfs: {@code cgroup}, {@code net/route}
   */
  public Optional<byte[]> read(String name) throws IOException {
    if (!real) {
      return copied(name);
    }
    try {
      int file = Kernel.open(descriptor, name, READ, 0);
      try {
        return Optional.of(host.readOpen(file));
      } finally {
        Kernel.close(file);
      }
    } catch (Errno e) {
      return noneOrThrow(e);
    }
  }

  private Optional<byte[]> copied(String name) throws IOException {
    return switch (host.readKernel(descriptor, "/" + name)) {
      case FileFact.Content content -> Optional.of(content.bytes());
      case FileFact.Absent _ -> Optional.empty();
      case FileFact.Unreadable unreadable -> throw new IOException(unreadable.detail());
    };
  }

  /**
   * Opens a namespace of the process, which needs the right to trace it; nothing where there is no
   * such process any more, or never was one.
   *
   * @param name {@code ns/net}
   * @return a descriptor that the caller closes
   */
  public Optional<Integer> openNamespace(String name) throws IOException {
    if (!real) {
      return Optional.empty();
    }
    try {
      return Optional.of(Kernel.open(descriptor, name, Kernel.READ_ONLY, 0));
    } catch (Errno e) {
      return noneOrThrow(e);
    }
  }

  @Override
  public void close() {
    Kernel.close(descriptor);
  }
}
