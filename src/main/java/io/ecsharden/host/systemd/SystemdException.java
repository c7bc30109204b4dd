package io.ecsharden.host.systemd;

import io.ecsharden.host.linux.Errno;
import java.io.IOException;
import java.time.Duration;

/**
 * systemd was not reached, or refused. The message is for people; a part of it can come from the
 * other side, so it is shown like any other foreign text.
 */
public final class SystemdException extends IOException {

  private static final long serialVersionUID = 1L;

  /** What a caller can do something about. */
  public enum Kind {
    /** There is no bus, nothing listens there, or systemd is not on it. */
    NO_BUS,
    /** This process may not do that. */
    DENIED,
    /** There is no such unit. */
    NO_SUCH_UNIT,
    /** No answer in time; what was asked for may still happen. */
    TIMEOUT,
    /** systemd says no for another reason. */
    REFUSED,
    /** What came is not D-Bus, or the connection broke. */
    BROKEN
  }

  private final Kind kind;
  private final String errorName;

  private SystemdException(Kind kind, String errorName, String message) {
    super(message);
    this.kind = kind;
    this.errorName = errorName;
  }

  /** What it means. */
  public Kind kind() {
    return kind;
  }

  /** The D-Bus name of the error; empty where no such answer came. */
  public String errorName() {
    return errorName;
  }

  static SystemdException noSocket(String path, IOException e) {
    Kind kind =
        switch (e) {
          case Errno errno when errno.isPermission() -> Kind.DENIED;
          case Errno errno when errno.number() == Errno.EAGAIN -> Kind.TIMEOUT;
          default -> Kind.NO_BUS;
        };
    String reason =
        switch (e) {
          case Errno errno when errno.number() == Errno.ENOENT -> "there is no D-Bus socket at ";
          case Errno errno when errno.number() == Errno.ECONNREFUSED -> "nothing listens at ";
          case Errno errno -> errno.reason() + " at ";
          default -> "no connection to ";
        };
    return new SystemdException(kind, "", reason + path);
  }

  static SystemdException noSocket(String path) {
    return new SystemdException(Kind.NO_BUS, "", "there is no D-Bus socket at " + path);
  }

  static SystemdException notAccepted() {
    return new SystemdException(Kind.DENIED, "", "the system bus does not accept this user");
  }

  static SystemdException broken(String what, Duration patience, IOException e) {
    return e instanceof Errno errno && errno.number() == Errno.EAGAIN
        ? new SystemdException(
            Kind.TIMEOUT, "", what + ": no answer within " + patience.toMillis() + " ms")
        : new SystemdException(Kind.BROKEN, "", what + ": " + e.getMessage());
  }

  static SystemdException error(String what, String name, String text) {
    Kind kind =
        switch (name) {
          case "org.freedesktop.DBus.Error.AccessDenied",
              "org.freedesktop.DBus.Error.AuthFailed",
              "org.freedesktop.DBus.Error.InteractiveAuthorizationRequired" ->
              Kind.DENIED;
          case "org.freedesktop.systemd1.NoSuchUnit" -> Kind.NO_SUCH_UNIT;
          case "org.freedesktop.DBus.Error.ServiceUnknown",
              "org.freedesktop.DBus.Error.NameHasNoOwner" ->
              Kind.NO_BUS;
          case "org.freedesktop.DBus.Error.NoReply",
              "org.freedesktop.DBus.Error.Timeout",
              "org.freedesktop.DBus.Error.TimedOut" ->
              Kind.TIMEOUT;
          default -> Kind.REFUSED;
        };
    return new SystemdException(kind, name, what + ": " + (text.isEmpty() ? name : text));
  }
}
