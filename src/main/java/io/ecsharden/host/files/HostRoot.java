package io.ecsharden.host.files;

import io.ecsharden.facts.AccessFacts;
import io.ecsharden.facts.FileFact;
import io.ecsharden.host.linux.DirectoryNames;
import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.FileStatus;
import io.ecsharden.host.linux.Kernel;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An instance's file system, wherever it is mounted: {@code /} on the instance, {@code /host} in a
 * container, a folder in a test. Paths are the instance's own and absolute. Every file that this
 * program reads is opened here, or in {@link Directory} for a change.
 *
 * <p>Symbolic links are followed inside the root, as in a chroot, whatever somebody swaps
 * meanwhile. Nothing here waits: a FIFO or a device is never opened. Not for several threads.
 */
public final class HostRoot {

  private final Path root;
  private final PathOpener opener;

  /** None where nobody wants to know what is looked at, as in every run but the daemon's. */
  private final Optional<Lookups> lookups;

  /** For the kernel's files, of which a look reads hundreds. */
  private final byte[] buffer = new byte[4096];

  private int held = -1;

  public HostRoot(Path root) {
    this(root, new PathOpener(false));
  }

  /**
   * One that keeps a list of what is looked at.
   *
   * @param lookups the list
   */
  public HostRoot(Path root, Lookups lookups) {
    this(root, new PathOpener(false), Optional.of(lookups));
  }

  HostRoot(Path root, PathOpener opener) {
    this(root, opener, Optional.empty());
  }

  private HostRoot(Path root, PathOpener opener, Optional<Lookups> lookups) {
    this.root = root.toAbsolutePath().normalize();
    this.opener = opener;
    this.lookups = lookups;
  }

  private void note(String path, Lookups.Depth depth) {
    if (lookups.isPresent()) {
      lookups.get().add(path, depth);
    }
  }

  /** Where the root is for this process, as a text. */
  public String display() {
    return root.toString();
  }

  /** Where the root is for this process. */
  public Path path() {
    return root;
  }

  /** Keeps the root open until the result is closed, for many calls in a row. */
  public Held hold() {
    boolean first = held < 0;
    try {
      held = first ? openRoot() : held;
    } catch (Errno e) {
      // each call says so
    }
    return () -> {
      if (first && held >= 0) {
        Kernel.close(held);
        held = -1;
      }
    };
  }

  /** The open root. */
  public interface Held extends Closeable {
    @Override
    void close();
  }

  private int openRoot() throws Errno {
    return Kernel.open(
        Kernel.NO_DIRECTORY, root.toString(), Kernel.PATH_ONLY | Kernel.DIRECTORY, 0);
  }

  private interface Work<T> {
    T with(int root) throws IOException;
  }

  private <T> T inRoot(Work<T> work) throws IOException {
    if (held >= 0) {
      return work.with(held);
    }
    int opened = openRoot();
    try {
      return work.with(opened);
    } finally {
      Kernel.close(opened);
    }
  }

  /** Reads a whole file of configuration; a file of the kernel's own file systems is refused. */
  public FileFact read(String path) {
    note(path, Lookups.Depth.CONTENT);
    try {
      return inRoot(opened -> new ContentReader(opener, opened).read(path));
    } catch (IOException e) {
      return UnreadableFact.of(path, e);
    }
  }

  /**
   * Reads the end of a log.
   *
   * @param most how many bytes
   */
  public FileFact readEnd(String path, int most) {
    try {
      return inRoot(opened -> new ContentReader(opener, opened).tail(path, most));
    } catch (IOException e) {
      return UnreadableFact.of(path, e);
    }
  }

  /**
   * Reads what the kernel says of a process or a control group, in {@code /proc} or {@code /sys}.
   */
  public FileFact readKernel(String path) {
    try {
      return inRoot(opened -> new ContentReader(opener, opened).readKernel(path, buffer));
    } catch (IOException e) {
      return UnreadableFact.of(path, e);
    }
  }

  /**
   * Opens the directory of a process in {@code /proc}; nothing where there is none.
   *
   * @param pid in the process namespace of this {@code /proc}
   */
  public Optional<ProcessDirectory> process(int pid) throws IOException {
    return ProcessDirectory.open(this, pid);
  }

  /** Opens what a path leads to, without reading it. */
  int open(String path) throws IOException {
    return inRoot(opened -> opener.open(opened, path));
  }

  /**
   * Reads a file in a copy of what the kernel says.
   *
   * @param directory an open directory; links in it lead no further
   * @param path below it
   */
  FileFact readKernel(int directory, String path) {
    try {
      return new ContentReader(opener, directory).readKernel(path, buffer);
    } catch (IOException e) {
      return UnreadableFact.of(path, e);
    }
  }

  /** Reads an open file of the kernel's to its end. */
  byte[] readOpen(int file) throws IOException {
    return new ContentReader(opener, held).readOpen(file, buffer);
  }

  private static boolean isAbsent(Errno e) {
    return e.number() == Errno.ENOENT || e.number() == Errno.ENOTDIR;
  }

  /** The status of what a path leads to; nothing where nothing exists. */
  public Optional<FileStatus> status(String path) throws IOException {
    return open(path, true);
  }

  private Optional<FileStatus> open(String path, boolean follow) throws IOException {
    try {
      return inRoot(opened -> {
        int file = follow ? opener.open(opened, path) : opener.openLink(opened, path);
        try {
          return Optional.of(Kernel.status(file));
        } finally {
          Kernel.close(file);
        }
      });
    } catch (Errno e) {
      if (isAbsent(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Who may write to what paths lead through.
   *
   * @param paths files, or directories of files that may be made
   */
  public AccessFacts access(List<String> paths) {
    paths.forEach(path -> note(path, Lookups.Depth.EXISTENCE));
    try {
      return inRoot(opened -> AccessReader.facts(opened, paths));
    } catch (IOException e) {
      return AccessFacts.NONE;
    }
  }

  /** Whether something exists at a path; true where this process may not look. */
  public boolean exists(String path) {
    note(path, Lookups.Depth.EXISTENCE);
    try {
      return inRoot(opened -> {
        Kernel.close(opener.open(opened, path));
        return true;
      });
    } catch (Errno e) {
      return !isAbsent(e);
    } catch (IOException e) {
      return true;
    }
  }

  /**
   * Where a path of the instance is for this process, with links followed; nothing where nothing
   * exists. For sockets, which are connected to by their paths.
   */
  public Optional<Path> locate(String path) throws IOException {
    return inRoot(opened -> {
      try (Walk walk = Walk.of(opened, path, true)) {
        return walk.end().map(end -> root.resolve(end.display().substring(1)));
      }
    });
  }

  /** Whether a path is a symbolic link whose text is this target. */
  public boolean isLinkTo(String path, String target) {
    return linkText(path).filter(target::equals).isPresent();
  }

  /** The text of a symbolic link; nothing where there is none, or it cannot be read. */
  public Optional<String> linkText(String path) {
    note(path, Lookups.Depth.EXISTENCE);
    try {
      return inRoot(opened -> {
        int link = opener.openLink(opened, path);
        try {
          return Kernel.status(link).isLink() ? Optional.of(Kernel.link(link)) : Optional.empty();
        } finally {
          Kernel.close(link);
        }
      });
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The names in a directory that end in a suffix, sorted; none when it cannot be read. */
  public List<String> names(String directory, String suffix) {
    try {
      return namesOrThrow(directory, suffix);
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The same, but an unreadable directory is an error; none when there is no directory. */
  public List<String> namesOrThrow(String directory, String suffix) throws IOException {
    note(directory, Lookups.Depth.CONTENT);
    List<String> names;
    try {
      names = inRoot(opened -> names(opened, directory));
    } catch (Errno e) {
      if (isAbsent(e)) {
        return List.of();
      }
      throw e;
    }
    return names.stream().filter(name -> name.endsWith(suffix)).toList();
  }

  private List<String> names(int opened, String directory) throws IOException {
    int path = opener.open(opened, directory);
    try {
      int readable = Kernel.open(path, ".", Kernel.READ_ONLY | Kernel.DIRECTORY, 0);
      try {
        return DirectoryNames.of(readable);
      } finally {
        Kernel.close(readable);
      }
    } finally {
      Kernel.close(path);
    }
  }
}
