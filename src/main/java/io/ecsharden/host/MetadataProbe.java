package io.ecsharden.host;

import io.ecsharden.facts.MetadataProbes;
import io.ecsharden.facts.ProbeAnswer;
import io.ecsharden.facts.ProbeAnswer.Token;
import io.ecsharden.host.linux.Attempt;
import io.ecsharden.host.linux.Errno;
import io.ecsharden.machine.Deadline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Connects to the metadata service, as a task would, from the network of the calling thread. A
 * token that it gets is thrown away unread.
 */
final class MetadataProbe {

  /** The most time for each address; both are asked at once. */
  static final Duration TIMEOUT = Duration.ofSeconds(1);

  static final byte[] IPV4 = {(byte) 169, (byte) 254, (byte) 169, (byte) 254};
  private static final byte[] IPV6 = {
    (byte) 0xfd, 0, 0x0e, (byte) 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0x54
  };
  private static final int PORT = 80;
  private static final long PAUSE_MILLIS = 2;

  /** The status line alone: the token stands behind the headers. */
  private static final int STATUS_LINE = 12;

  private static final byte[] TOKEN_REQUEST =
      ("PUT /latest/api/token HTTP/1.1\r\nHost: 169.254.169.254\r\nContent-Length: 0\r\n"
              + "X-aws-ec2-metadata-token-ttl-seconds: 1\r\nConnection: close\r\n\r\n")
          .getBytes(StandardCharsets.US_ASCII);

  private final ProbeQuestion question;

  private MetadataProbe(ProbeQuestion question) {
    this.question = question;
  }

  /** Asks both addresses, until the deadline. */
  static MetadataProbes ask(ProbeQuestion question, Deadline deadline) {
    MetadataProbe probe = new MetadataProbe(question);
    Conversation ipv4 = probe.new Conversation(IPV4);
    Conversation ipv6 = probe.new Conversation(IPV6);
    boolean open = true;
    while (open && !deadline.isOver()) {
      // not one after the other: each may need all of the time
      boolean first = ipv4.step();
      boolean second = ipv6.step();
      open = first || second;
      if (open) {
        pause();
      }
    }
    return new MetadataProbes(ipv4.finish(), ipv6.finish());
  }

  static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** With one of the addresses. */
  private final class Conversation {

    private final Optional<Attempt> attempt;
    private ProbeAnswer answer = new ProbeAnswer.Silent();
    private boolean connected;
    private boolean over;

    Conversation(byte[] ip) {
      Optional<Attempt> started = Optional.empty();
      try {
        started = Optional.of(Attempt.to(ip, PORT));
      } catch (Errno e) {
        end(new ProbeAnswer.Failed(e.reason()));
      }
      attempt = started;
    }

    /** Goes on; whether there is more to wait for. */
    boolean step() {
      if (over || attempt.isEmpty()) {
        return false;
      }
      try {
        if (connected) {
          listen(attempt.get());
        } else if (attempt.get().isConnected()) {
          connect(attempt.get());
        }
      } catch (Errno e) {
        end(connected ? answer : new ProbeAnswer.Failed(e.reason()));
      }
      return !over;
    }

    private void connect(Attempt open) throws Errno {
      connected = true;
      if (question == ProbeQuestion.CONNECTION) {
        end(new ProbeAnswer.Connected(Token.NOT_ASKED));
        return;
      }
      answer = new ProbeAnswer.Connected(Token.NONE);
      open.send(TOKEN_REQUEST);
    }

    private void listen(Attempt open) throws Errno {
      String line = open.answer(STATUS_LINE);
      if (!line.isEmpty()) {
        end(new ProbeAnswer.Connected(line.endsWith(" 200") ? Token.GIVEN : Token.NONE));
      }
    }

    private void end(ProbeAnswer with) {
      answer = with;
      over = true;
    }

    ProbeAnswer finish() {
      attempt.ifPresent(Attempt::close);
      return answer;
    }
  }
}
