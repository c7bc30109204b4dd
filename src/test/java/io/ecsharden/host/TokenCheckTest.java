package io.ecsharden.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.facts.MetadataAccess;
import io.ecsharden.machine.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asking for the metadata service without a token, of peers with good and bad manners. */
@Timeout(20)
class TokenCheckTest {

  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final Duration SHORT = Duration.ofMillis(200);

  @Test
  void reads_the_status_alone() throws IOException {
    assertEquals(new MetadataAccess.WithoutToken(), answer("HTTP/1.1 200 OK\r\n\r\n"));
    assertEquals(new MetadataAccess.TokenRequired(), answer("HTTP/1.1 401 Unauthorized\r\n\r\n"));
    assertInstanceOf(MetadataAccess.Unseen.class, answer("HTTP/1.1 500 Error\r\n\r\n"));
    assertInstanceOf(MetadataAccess.Unseen.class, answer("220 mail.example ESMTP\r\n"));
  }

  @Test
  void waits_for_a_status_that_comes_in_pieces() throws IOException {
    try (Peer peer =
        Peer.loopback((in, out) -> {
          Peer.request(in);
          for (String piece : List.of("HT", "TP/1.1 2", "00 OK")) {
            out.write(piece.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            Thread.sleep(20);
          }
        })) {
      assertEquals(
          new MetadataAccess.WithoutToken(),
          TokenCheck.ask(LOOPBACK, peer.port(), Deadline.in(Duration.ofSeconds(10))));
    }
  }

  /** Nothing at all; and a status line that comes byte by byte. */
  @ParameterizedTest
  @ValueSource(ints = {0, 11})
  void waits_until_the_deadline_of_the_run_only(int bytes) throws IOException {
    String line = "HTTP/1.1 200 OK";
    try (Peer peer =
        Peer.loopback((in, out) -> {
          for (int i = 0; i < bytes; i++) {
            out.write(line.charAt(i));
            out.flush();
            Thread.sleep(30);
          }
          Thread.sleep(10_000);
        })) {
      long begin = System.nanoTime();

      MetadataAccess answer = TokenCheck.ask(LOOPBACK, peer.port(), Deadline.in(SHORT));

      assertInstanceOf(MetadataAccess.Unseen.class, answer);
      long millis = (System.nanoTime() - begin) / 1_000_000;
      assertTrue(millis >= 150 && millis < 5000, "it took " + millis + " ms");
    }
  }

  private static MetadataAccess answer(String bytes) throws IOException {
    try (Peer peer = Peer.loopback(Peer.http(bytes))) {
      return TokenCheck.ask(LOOPBACK, peer.port(), Deadline.in(Duration.ofSeconds(10)));
    }
  }
}
