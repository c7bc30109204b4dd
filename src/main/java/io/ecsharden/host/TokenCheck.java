package io.ecsharden.host;

import io.ecsharden.facts.MetadataAccess;
import io.ecsharden.host.linux.Attempt;
import io.ecsharden.host.linux.Errno;
import io.ecsharden.machine.Deadline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Asks the metadata service once, without a token, as the instance itself. Of the answer only the
 * status is read.
 */
final class TokenCheck {

  /** How long it takes at most; a service beside the instance answers in a millisecond. */
  static final Duration TIMEOUT = Duration.ofSeconds(1);

  private static final int PORT = 80;
  private static final int STATUS_LINE = 12;
  private static final byte[] REQUEST =
      "GET /latest/meta-data/ HTTP/1.1\r\nHost: 169.254.169.254\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final byte[] address;
  private final int port;
  private final Deadline deadline;

  private TokenCheck(byte[] address, int port, Deadline deadline) {
    this.address = address;
    this.port = port;
    this.deadline = deadline;
  }

  /** Asks, until the deadline. */
  static MetadataAccess ask(Deadline deadline) {
    return ask(MetadataProbe.IPV4, PORT, deadline);
  }

  static MetadataAccess ask(byte[] address, int port, Deadline deadline) {
    try {
      return new TokenCheck(address, port, deadline).answer();
    } catch (Errno e) {
      return new MetadataAccess.Unseen("169.254.169.254: " + e.reason());
    }
  }

  private MetadataAccess answer() throws Errno {
    try (Attempt attempt = Attempt.to(address, port)) {
      while (!attempt.isConnected()) {
        pause();
      }
      attempt.send(REQUEST);
      String line = attempt.answer(STATUS_LINE);
      while (line.isEmpty()) {
        pause();
        line = attempt.answer(STATUS_LINE);
      }
      if (line.endsWith(" 200")) {
        return new MetadataAccess.WithoutToken();
      }
      return line.endsWith(" 401")
          ? new MetadataAccess.TokenRequired()
          : new MetadataAccess.Unseen("169.254.169.254 gave another answer than 200 or 401");
    }
  }

  private void pause() throws Errno {
    if (deadline.isOver()) {
      throw new Errno("connect", Errno.EAGAIN);
    }
    MetadataProbe.pause();
  }
}
