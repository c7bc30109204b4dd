package io.ecsharden.host.systemd;

import io.ecsharden.host.linux.Errno;
import java.io.IOException;
import java.time.Duration;

/**
 * systemd was not reached, or refused. The message is for people. A part of it can come from the
 * other side, so it is escaped like any other foreign text.
 */
public final class SystemdException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String errorName;

  private SystemdException(String errorName, String message) {
    super(message);
    this.errorName = errorName;
  }

  /** The D-Bus name of the error; empty where no error came over the bus. */
  String errorName() {
    return errorName;
  }

  static SystemdException noSocket(String path, IOException e) {
    String reason =
        switch (e) {
          case Errno errno when errno.number() == Errno.ENOENT -> "there is no D-Bus socket at ";
          case Errno errno when errno.number() == Errno.ECONNREFUSED -> "nothing listens at ";
          case Errno errno -> errno.reason() + " at ";
          default -> "no connection to ";
        };
    return new SystemdException("", reason + path);
  }

  static SystemdException noSocket(String path) {
    return new SystemdException("", "there is no D-Bus socket at " + path);
  }

  static SystemdException notAccepted() {
    return new SystemdException("", "the system bus does not accept this user");
  }

  static SystemdException broken(String what, Duration timeout, IOException e) {
    return new SystemdException(
        "",
        e instanceof Errno errno && errno.number() == Errno.EAGAIN
            ? what + ": no answer within " + timeout.toMillis() + " ms"
            : what + ": " + e.getMessage());
  }

  static SystemdException error(String what, String name, String text) {
    return new SystemdException(name, what + ": " + (text.isEmpty() ? name : text));
  }
}
