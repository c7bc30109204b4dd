package io.ecsharden.host.docker;

import io.ecsharden.host.linux.Errno;
import java.io.IOException;
import java.time.Duration;

/** Docker was not reached, or its answer was of no use; the message is a line for people. */
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
        "Docker does not run, and systemd would start it for whoever connects to " + socket);
  }

  static DockerException unreachable(String socket, Duration patience, IOException e) {
    if (!(e instanceof Errno errno)) {
      return new DockerException(socket + " cannot be reached");
    }
    return switch (errno.number()) {
      case Errno.EAGAIN -> silent(socket, patience);
      case Errno.ECONNREFUSED -> new DockerException("nothing listens at " + socket);
      case Errno.ENOENT -> absent(socket);
      default -> new DockerException(errno.reason() + " on " + socket);
    };
  }

  static DockerException useless(String socket, Duration patience, IOException e) {
    return e instanceof Errno errno && errno.number() == Errno.EAGAIN
        ? silent(socket, patience)
        : new DockerException("Docker at " + socket + ": " + e.getMessage());
  }

  private static DockerException silent(String socket, Duration patience) {
    return new DockerException(
        "Docker at " + socket + " did not answer within " + patience.toMillis() + " ms");
  }

  static DockerException status(String socket, int status) {
    return new DockerException("Docker at " + socket + " answers with status " + status);
  }
}
