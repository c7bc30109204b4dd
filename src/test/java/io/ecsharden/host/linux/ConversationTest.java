package io.ecsharden.host.linux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ecsharden.host.Peer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of any length. */
class ConversationTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int MOST = 6000;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 126, 127, 128, 129, 4094, 4095, 4096, 5000})
  void hears_a_line(int length) throws IOException {
    String line = "x".repeat(length);

    try (Peer server = Peer.loopback(says(line + "\r\nnext\r\n"));
        Conversation conversation = new Conversation(Socket.loopback(server.port(), LONG), LONG)) {
      assertEquals(line, conversation.line(MOST));
      assertEquals("next", conversation.line(MOST));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {6001, 100_000})
  void refuses_a_longer_line(int length) throws IOException {
    try (Peer server = Peer.loopback(says("x".repeat(length) + "\r\n"));
        Conversation conversation = new Conversation(Socket.loopback(server.port(), LONG), LONG)) {
      assertThrows(IOException.class, () -> conversation.line(MOST));
    }
  }

  private static Peer.Manners says(String text) {
    return (in, out) -> {
      out.write(text.getBytes(UTF_8));
      out.flush();
      in.read();
    };
  }
}
