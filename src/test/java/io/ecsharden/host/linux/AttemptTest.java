package io.ecsharden.host.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.host.Peer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that nobody waits for in the kernel. */
@Timeout(30)
class AttemptTest {

  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final byte[] LOOPBACK6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

  @Test
  void connects_and_hears_the_beginning_of_an_answer() throws IOException, InterruptedException {
    try (Peer server = Peer.loopback(Peer.http("HTTP/1.1 200 OK\r\n\r\nsecret"));
        Attempt attempt = Attempt.to(LOOPBACK, server.port())) {
      // When
      while (!attempt.isConnected()) {
        Thread.sleep(1);
      }
      attempt.send("PUT / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer = attempt.answer(12);
      while (answer.isEmpty()) {
        Thread.sleep(1);
        answer = attempt.answer(12);
      }

      // Then
      assertEquals("HTTP/1.1 200", answer);
    }
  }

  @Test
  void says_that_nothing_listens() throws IOException {
    int port;
    try (Peer server = Peer.loopback(Peer.silence())) {
      port = server.port();
    }
    for (byte[] address : new byte[][] {LOOPBACK, LOOPBACK6}) {
      try (Attempt attempt = Attempt.to(address, port)) {
        Errno error = assertThrows(Errno.class, () -> untilConnected(attempt));

        // a machine without IPv6 has no address to refuse it
        assertTrue(
            error.number() == Errno.ECONNREFUSED || address.length == LOOPBACK6.length,
            error.toString());
      }
    }
  }

  private static void untilConnected(Attempt attempt) throws Errno, InterruptedException {
    while (!attempt.isConnected()) {
      Thread.sleep(1);
    }
  }
}
