package io.ecsharden.host.docker;

import io.ecsharden.host.linux.Errno;
import java.io.IOException;
import java.time.Duration;

/** Docker was not reached, or its answer cannot be used; the message is a line for people. */
public final class DockerException extends IOException {

  private static final long serialVersionUID = 1L;

  private DockerException(String message) {
    super(message);
  }

  static DockerException absent(String socket) {
    return new DockerException("there is no " + socket);
  }

  static DockerException asleep(String socket) {
    return new DockerException(
        "Docker does not run, and a connection would make systemd start it: " + socket);
  }

  static DockerException unreachable(String socket, Duration timeout, IOException e) {
    if (!(e instanceof Errno errno)) {
      return new DockerException(socket + " cannot be reached");
    }
    return switch (errno.number()) {
      case Errno.EAGAIN -> silent(socket, timeout);
      case Errno.ECONNREFUSED -> new DockerException("nothing listens at " + socket);
      case Errno.ENOENT -> absent(socket);
      default -> new DockerException(errno.reason() + " on " + socket);
    };
  }

  static DockerException useless(String socket, Duration timeout, IOException e) {
    return e instanceof Errno errno && errno.number() == Errno.EAGAIN
        ? silent(socket, timeout)
        : new DockerException("Docker at " + socket + ": " + e.getMessage());
  }

  private static DockerException silent(String socket, Duration timeout) {
    return new DockerException(
        "Docker at " + socket + " did not answer within " + timeout.toMillis() + " ms");
  }

  static DockerException status(String socket, int status) {
    return new DockerException("Docker at " + socket + " answers with status " + status);
  }
}
