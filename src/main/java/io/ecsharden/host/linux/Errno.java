package io.ecsharden.host.linux;

import java.io.IOException;

/** A system call that failed; the message has the kernel's reason in words. */
public final class Errno extends IOException {

  private static final long serialVersionUID = 1L;

  public static final int EPERM = 1;
  public static final int ENOENT = 2;
  public static final int ESRCH = 3;
  public static final int EINTR = 4;
  public static final int EIO = 5;
  public static final int EAGAIN = 11;
  public static final int ENOMEM = 12;
  public static final int EACCES = 13;
  public static final int EBUSY = 16;
  public static final int EEXIST = 17;
  public static final int EXDEV = 18;
  public static final int ENOTDIR = 20;
  public static final int EISDIR = 21;
  public static final int EINVAL = 22;
  public static final int EMFILE = 24;
  public static final int ENOSPC = 28;
  public static final int EROFS = 30;
  public static final int EPIPE = 32;
  public static final int ENOSYS = 38;
  public static final int ELOOP = 40;
  public static final int ENODATA = 61;
  public static final int EOVERFLOW = 75;
  public static final int EOPNOTSUPP = 95;
  public static final int ENETUNREACH = 101;
  public static final int ECONNRESET = 104;
  public static final int ECONNREFUSED = 111;
  public static final int EHOSTUNREACH = 113;

  /** What connecting to a port of another machine ends with when its time is over (socket(7)). */
  public static final int EINPROGRESS = 115;

  public static final int EDQUOT = 122;

  private final int number;

  public Errno(String what, int number) {
    super(what + ": " + text(number));
    this.number = number;
  }

  /**
   * A file that is not there is an answer, not an accident, and nobody reads where it was asked.
   */
  @Override
  public Throwable fillInStackTrace() {
    return this;
  }

  /** The kernel's number. */
  public int number() {
    return number;
  }

  /** Whether more rights, or another mount, would help. */
  public boolean isPermission() {
    return number == EPERM || number == EACCES || number == EROFS;
  }

  /** The kernel's reason alone. */
  public String reason() {
    return text(number);
  }

  /** Like strerror(3), in lower case. */
  private static String text(int number) {
    return switch (number) {
      case EPERM -> "operation not permitted";
      case ENOENT -> "no such file or directory";
      case EINTR -> "interrupted";
      case EIO -> "input/output error";
      case EAGAIN -> "timed out";
      case ENOMEM -> "out of memory";
      case EACCES -> "permission denied";
      case EBUSY -> "device or resource busy";
      case EEXIST -> "it exists already";
      case EXDEV -> "it is on another file system";
      case ENOTDIR -> "not a directory";
      case EISDIR -> "it is a directory";
      case EINVAL -> "invalid argument";
      case EMFILE -> "too many open files";
      case ENOSPC -> "no space left on device";
      case EROFS -> "read-only file system";
      case EPIPE -> "the other side has closed the connection";
      case ENOSYS -> "not known to this kernel";
      case ELOOP -> "a symbolic link stands there";
      case ENODATA -> "no such attribute";
      case EOVERFLOW -> "it has too many names";
      case EOPNOTSUPP -> "not supported there";
      case ENETUNREACH -> "the network cannot be reached";
      case EHOSTUNREACH -> "the host cannot be reached";
      case ECONNRESET -> "the other side has broken the connection";
      case ECONNREFUSED -> "connection refused";
      case EDQUOT -> "disk quota exceeded";
      default -> "error " + number;
    };
  }
}
