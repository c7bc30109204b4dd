package io.ecsharden.host.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * System calls with Java's types. A file is named by its directory's descriptor and its name, so
 * that no other process can swap a directory of the path for a symbolic link in between.
 */
public final class Kernel {

  /** Instead of a directory's descriptor: the name is an absolute path. */
  public static final int NO_DIRECTORY = -100;

  public static final int READ_ONLY = 0;
  public static final int WRITE_ONLY = 1;
  public static final int READ_WRITE = 2;
  public static final int CREATE = 0100;
  public static final int EXCLUSIVE = 0200;
  public static final int APPEND = 02000;
  public static final int NON_BLOCKING = 04000;
  public static final int DIRECTORY = SystemCall.AARCH64 ? 040000 : 0200000;
  public static final int NO_FOLLOW = SystemCall.AARCH64 ? 0100000 : 0400000;
  private static final int CLOSE_ON_EXEC = 02000000;

  /** A terminal that is opened does not become this process's own. */
  public static final int NO_TERMINAL = 0400;

  /** Opens the name alone: nothing is read, no device is started, no FIFO waited for. */
  public static final int PATH_ONLY = 010000000;

  private static final long NO_MAGIC_LINKS = 0x02;
  private static final long IN_ROOT = 0x10;

  private static final long LOCK_EXCLUSIVE = 2;
  private static final long LOCK_WITHOUT_WAITING = 4;
  private static final long UNLOCK = 8;

  private static final int SYMLINK_NO_FOLLOW = 0x100;
  private static final int EMPTY_PATH = 0x1000;
  private static final int BASIC_STATS = 0x7ff;
  private static final int STATFS_BYTES = 120;
  private static final int LONGEST_LINK = 4096;

  private static final int READ = 4096;
  private static final byte[] NOTHING = {};

  private static final int NO_REPLACE = 1;
  private static final long NEW_NETWORK = 0x40000000;

  /** A signal can interrupt a call; more interruptions mean that something else is wrong. */
  private static final int TRIES = 100;

  private Kernel() {}

  /** Opens a file; always closed on exec. */
  public static int open(int directory, String name, int flags, int mode) throws Errno {
    return (int)
        call(
            name,
            SystemCall.OPENAT,
            (long) directory,
            path(name),
            (long) (flags | CLOSE_ON_EXEC),
            (long) mode);
  }

  /**
   * Opens a path below an open root, as in a chroot (openat2(2)): absolute links and {@code ..}
   * stay in the root, and links of procfs into other processes are refused with {@code ELOOP}. An
   * {@code EAGAIN} means that a directory was moved meanwhile.
   */
  public static int openInRoot(int root, String path, int flags) throws Errno {
    byte[] how = new byte[24];
    ByteBuffer.wrap(how)
        .order(ByteOrder.nativeOrder())
        .putLong(flags | CLOSE_ON_EXEC)
        .putLong(0)
        .putLong(IN_ROOT | NO_MAGIC_LINKS);
    return (int) call(path, SystemCall.OPENAT2, (long) root, path(path), how, (long) how.length);
  }

  /** Closes a descriptor, which is gone even if this fails. */
  public static void close(int file) {
    RawSystemCall.call(SystemCall.CLOSE.number(), (long) file);
  }

  /** The status of an open file. */
  public static FileStatus status(int file) throws Errno {
    return status(file, "", EMPTY_PATH);
  }

  /** The status of a name; a symbolic link is not followed. */
  public static FileStatus status(int directory, String name) throws Errno {
    return status(directory, name, SYMLINK_NO_FOLLOW);
  }

  private static FileStatus status(int directory, String name, int flags) throws Errno {
    byte[] result = new byte[FileStatus.BYTES];
    call(
        name.isEmpty() ? "fstat" : name,
        SystemCall.STATX,
        (long) directory,
        path(name),
        (long) flags,
        (long) BASIC_STATS,
        result);
    return FileStatus.of(result);
  }

  /** The text of a symbolic link, which was opened itself ({@link #PATH_ONLY}). */
  public static String link(int link) throws Errno {
    byte[] text = new byte[LONGEST_LINK];
    int length =
        (int)
            call(
                "readlink", SystemCall.READLINKAT, (long) link, path(""), text, (long) text.length);
    return new String(text, 0, length, StandardCharsets.UTF_8);
  }

  /** The number of an open file's kind of file system (statfs(2), {@code f_type}). */
  public static long fileSystem(int file) throws Errno {
    byte[] result = new byte[STATFS_BYTES];
    call("fstatfs", SystemCall.FSTATFS, (long) file, result);
    return ByteBuffer.wrap(result).order(ByteOrder.nativeOrder()).getLong(0);
  }

  /** Reads what is available, up to the buffer's length; 0 at the end. */
  public static int read(int file, byte[] buffer) throws Errno {
    return (int) call("read", SystemCall.READ, (long) file, buffer, (long) buffer.length);
  }

  /** Reads to the end, but no more than {@code most} bytes. */
  public static byte[] readAll(int file, int most) throws Errno {
    byte[] all = NOTHING;
    int length = 0;
    byte[] buffer = new byte[Math.min(most, READ)];
    for (int n = read(file, buffer); n > 0 && length < most; n = read(file, buffer)) {
      int part = Math.min(n, most - length);
      if (length + part > all.length) {
        // most files are read at once
        int size = length == 0 ? part : Math.max(all.length * 2, length + part);
        all = Arrays.copyOf(all, Math.min(most, size));
      }
      System.arraycopy(buffer, 0, all, length, part);
      length += part;
    }
    return length == all.length ? all : Arrays.copyOf(all, length);
  }

  /** Writes everything. */
  public static void writeAll(int file, byte[] bytes) throws Errno {
    byte[] rest = bytes;
    while (rest.length > 0) {
      int n = (int) call("write", SystemCall.WRITE, (long) file, rest, (long) rest.length);
      if (n == 0) {
        throw new Errno("write", Errno.EIO);
      }
      rest = n == rest.length ? new byte[0] : Arrays.copyOfRange(rest, n, rest.length);
    }
  }

  /** Makes an open file empty. */
  public static void truncate(int file) throws Errno {
    call("truncate", SystemCall.FTRUNCATE, (long) file, 0L);
  }

  /** Brings a file or a directory to the disk. */
  public static void sync(int file) throws Errno {
    call("fsync", SystemCall.FSYNC, (long) file);
  }

  /** Changes permission bits. */
  public static void changeMode(int file, int mode) throws Errno {
    call("chmod", SystemCall.FCHMOD, (long) file, (long) mode);
  }

  /** Changes owner and group. */
  public static void changeOwner(int file, int uid, int gid) throws Errno {
    call("chown", SystemCall.FCHOWN, (long) file, (long) uid, (long) gid);
  }

  /** Puts a file in the place of another one in the same directory, whatever stands there. */
  public static void replace(int directory, String from, String to) throws Errno {
    rename(directory, from, to, 0);
  }

  /** Gives a file its name, unless something has that name already ({@code EEXIST}). */
  public static void renameToNew(int directory, String from, String to) throws Errno {
    rename(directory, from, to, NO_REPLACE);
  }

  private static void rename(int directory, String from, String to, int flags) throws Errno {
    call(
        to,
        SystemCall.RENAMEAT2,
        (long) directory,
        path(from),
        (long) directory,
        path(to),
        (long) flags);
  }

  /** Removes a name. */
  public static void unlink(int directory, String name) throws Errno {
    call(name, SystemCall.UNLINKAT, (long) directory, path(name), 0L);
  }

  /** Makes a symbolic link, unless something has its name already ({@code EEXIST}). */
  public static void makeLink(int directory, String name, String text) throws Errno {
    call(name, SystemCall.SYMLINKAT, path(text), (long) directory, path(name));
  }

  /** Makes a directory. */
  public static void makeDirectory(int directory, String name, int mode) throws Errno {
    call(name, SystemCall.MKDIRAT, (long) directory, path(name), (long) mode);
  }

  /** Locks an open file for this process alone; false where another process has the lock. */
  public static boolean tryLock(int file) throws Errno {
    try {
      call("flock", SystemCall.FLOCK, (long) file, LOCK_EXCLUSIVE | LOCK_WITHOUT_WAITING);
      return true;
    } catch (Errno e) {
      if (e.number() == Errno.EAGAIN) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Frees the lock of an open file. Closing the file frees it only when no copy of the descriptor
   * is left (flock(2)), and a process that is being started has one until it runs its program.
   */
  public static void unlock(int file) throws Errno {
    call("flock", SystemCall.FLOCK, (long) file, UNLOCK);
  }

  /**
   * Moves the calling thread, and no other one, into a network namespace (setns(2)).
   *
   * @param namespace an open {@code /proc/PID/ns/net}; another kind of namespace is an error
   */
  static void enterNetwork(int namespace) throws Errno {
    call("setns", SystemCall.SETNS, (long) namespace, NEW_NETWORK);
  }

  /** This process's number. */
  public static int process() {
    return (int) RawSystemCall.call(SystemCall.GETPID.number());
  }

  /** The effective user. */
  public static int effectiveUser() {
    return (int) RawSystemCall.call(SystemCall.GETEUID.number());
  }

  /** The effective group. */
  public static int effectiveGroup() {
    return (int) RawSystemCall.call(SystemCall.GETEGID.number());
  }

  static byte[] path(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(bytes, bytes.length + 1);
  }

  /** Makes a call, and repeats it when a signal interrupted it. */
  static long call(String what, SystemCall call, Object... arguments) throws Errno {
    // a run makes hundreds of calls, between which it makes all its objects
    HeapPages.prepare(arguments);
    long result = -Errno.EINTR;
    for (int i = 0; i < TRIES && result == -Errno.EINTR; i++) {
      result = RawSystemCall.call(call.number(), arguments);
    }
    if (result < 0) {
      throw new Errno(what, (int) -result);
    }
    return result;
  }
}
