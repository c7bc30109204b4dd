package io.ecsharden.host.files;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.FileFact.Cause;
import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.FileStatus;
import io.ecsharden.host.linux.Kernel;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Reads files below an open root whole, if they are regular ones, and do not change meanwhile. */
final class ContentReader {

  /** How often a file is read again that changes while it is read. */
  private static final int TRIES = 10;

  /** After so many tries in a row it waits for the writer. */
  private static final int AT_ONCE = 3;

  private static final long PAUSE_MILLIS = 2;

  /** For one file. A file system can deliver byte by byte. */
  private static final long DEADLINE_NANOS = 2_000_000_000L;

  private static final byte[] NOTHING = {};

  private final PathOpener opener;
  private final int root;
  private final long end = System.nanoTime() + DEADLINE_NANOS;

  ContentReader(PathOpener opener, int root) {
    this.opener = opener;
    this.root = root;
  }

  FileFact read(String path) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      Optional<FileFact> fact = attempt(path);
      if (fact.isPresent()) {
        return fact.get();
      }
      if (i >= AT_ONCE) {
        pause();
      }
    }
    return new FileFact.Unreadable(
        path, Cause.CHANGING, "another program changes it while it is read");
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nothing where the file changed meanwhile. */
  private Optional<FileFact> attempt(String path) throws IOException {
    int file = opener.open(root, path);
    try {
      FileStatus status = Kernel.status(file);
      if (!status.isFile()) {
        return Optional.of(notRegular(path, status));
      }
      if (KernelFileSystem.has(file, status)) {
        return Optional.of(kernelFile(path));
      }
      if (status.size() > FileFact.MOST_BYTES) {
        return Optional.of(tooLarge(path, status.size()));
      }
      int readable = opener.read(root, path, file, status);
      try {
        byte[] bytes = all(readable, status.size());
        return status.isUnchanged(Kernel.status(readable))
            ? Optional.of(content(path, bytes, status))
            : Optional.empty();
      } finally {
        Kernel.close(readable);
      }
    } catch (Errno e) {
      // somebody has a lease on it (fcntl(2)), or it was swapped
      if (e.number() == Errno.EAGAIN) {
        return Optional.empty();
      }
      throw e;
    } finally {
      Kernel.close(file);
    }
  }

  /**
   * Reads a file whose size and times say nothing.
   *
   * @param buffer for what is read; nothing keeps it
   */
  FileFact readKernel(String path, byte[] buffer) throws IOException {
    int file = opener.open(root, path);
    try {
      FileStatus status = Kernel.status(file);
      if (!status.isFile()) {
        return notRegular(path, status);
      }
      int readable = opener.read(root, path, file, status);
      try {
        return content(path, all(readable, buffer), status);
      } finally {
        Kernel.close(readable);
      }
    } finally {
      Kernel.close(file);
    }
  }

  /**
   * Reads an open file of procfs to its end.
   *
   * <p>procfs gives whole records, as many as fit (Linux 6.12, {@code fs/seq_file.c}), and one of a
   * table of routes has less than 200 bytes. So there was no other one where half of the buffer
   * stays free, and nobody has to ask.
   *
   * @param buffer for what is read, of a page; nothing keeps it
   */
  byte[] readOpen(int file, byte[] buffer) throws IOException {
    int length = Kernel.read(file, buffer);
    byte[] first = Arrays.copyOf(buffer, length);
    if (length < buffer.length / 2) {
      return first;
    }
    byte[] rest = all(file, buffer);
    byte[] all = Arrays.copyOf(first, length + rest.length);
    System.arraycopy(rest, 0, all, length, rest.length);
    if (all.length > FileFact.MOST_BYTES) {
      throw new IOException("more than " + FileFact.MOST_BYTES + " bytes are not read");
    }
    return all;
  }

  /** The end of a file that other programs write to: of a log. */
  FileFact tail(String path, int most) throws IOException {
    int file = opener.open(root, path);
    try {
      FileStatus status = Kernel.status(file);
      if (!status.isFile()) {
        return notRegular(path, status);
      }
      if (KernelFileSystem.has(file, status)) {
        return kernelFile(path);
      }
      int readable = opener.read(root, path, file, status);
      try {
        return content(path, last(readable, most), status);
      } finally {
        Kernel.close(readable);
      }
    } finally {
      Kernel.close(file);
    }
  }

  private byte[] last(int file, int most) throws IOException {
    byte[] kept = new byte[0];
    byte[] buffer = new byte[1 << 16];
    int length = Kernel.read(file, buffer);
    while (length > 0) {
      if (System.nanoTime() - end > 0) {
        throw new IOException("it was not read to its end within 2 s");
      }
      byte[] all = Arrays.copyOf(kept, kept.length + length);
      System.arraycopy(buffer, 0, all, kept.length, length);
      kept = Arrays.copyOfRange(all, Math.max(0, all.length - most), all.length);
      length = Kernel.read(file, buffer);
    }
    return kept;
  }

  /**
   * @param expected the size that the file should have; one byte more shows its end
   */
  private byte[] all(int file, long expected) throws IOException {
    return all(file, new byte[Math.clamp(expected + 1, 4096, 1 << 16)]);
  }

  private byte[] all(int file, byte[] buffer) throws IOException {
    byte[] all = NOTHING;
    int length = Kernel.read(file, buffer);
    while (length > 0 && all.length <= FileFact.MOST_BYTES) {
      if (System.nanoTime() - end > 0) {
        throw new IOException("it was not read to its end within 2 s");
      }
      int before = all.length;
      all = Arrays.copyOf(all, before + length);
      System.arraycopy(buffer, 0, all, before, length);
      length = Kernel.read(file, buffer);
    }
    return all;
  }

  private static FileFact content(String path, byte[] bytes, FileStatus status) {
    return bytes.length > FileFact.MOST_BYTES
        ? tooLarge(path, bytes.length)
        : new FileFact.Content(path, bytes, status.permissions(), status.uid(), status.gid());
  }

  private static FileFact notRegular(String path, FileStatus status) {
    if (status.isDirectory()) {
      return new FileFact.Unreadable(path, Cause.DIRECTORY, "it is a directory, not a file");
    }
    return status.isFifo()
        ? new FileFact.Unreadable(path, Cause.FIFO, "it is a FIFO, and opening it waits")
        : new FileFact.Unreadable(path, Cause.NOT_REGULAR, "it is a socket or a device");
  }

  static FileFact kernelFile(String path) {
    return new FileFact.Unreadable(
        path,
        Cause.KERNEL_FILE,
        "it leads to a file of the kernel (in /proc, for example), which is not configuration");
  }

  private static FileFact tooLarge(String path, long size) {
    return new FileFact.Unreadable(
        path,
        Cause.TOO_LARGE,
        "it has " + size + " bytes; more than " + FileFact.MOST_BYTES + " are not read");
  }
}
