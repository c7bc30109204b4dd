package io.ecsharden.host.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.host.Peer;
import io.ecsharden.host.linux.Socket;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several requests over one connection, with servers that have their own mind. */
class HttpConnectionTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int MOST = 100;

  private final List<String> requests = new CopyOnWriteArrayList<>();

  @Test
  void asks_one_question_after_the_other() throws IOException {
    try (Peer server = Peer.loopback(always("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"));
        HttpConnection connection = connect(server, true)) {
      // When
      for (int i = 0; i < 3; i++) {
        assertTrue(connection.isOpen());
        assertEquals(1, connection.ask("/" + i, MOST, LONG).length());
      }

      // Then
      assertEquals(
          List.of("/0", "/1", "/2"),
          requests.stream().map(request -> request.split(" ")[1]).toList());
      assertFalse(requests.getFirst().contains("Connection"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx",
        "HTTP/1.1 200 OK\r\ncontent-length:1\r\nCONNECTION:  Close \r\n\r\nx",
        "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx"
      })
  void takes_an_answer_for_the_last_that_says_so(String answer) throws IOException {
    try (Peer server = Peer.loopback(always(answer));
        HttpConnection connection = connect(server, true)) {
      assertEquals(200, connection.ask("/", MOST, LONG).status());
      assertFalse(connection.isOpen());
    }
  }

  @Test
  void takes_an_answer_for_the_last_whose_end_is_that_of_the_connection() throws IOException {
    try (Peer server = Peer.loopback(Peer.http("HTTP/1.1 200 OK\r\n\r\nxyz"));
        HttpConnection connection = connect(server, true)) {
      assertEquals(3, connection.ask("/", MOST, LONG).length());
      assertFalse(connection.isOpen());
    }
  }

  @Test
  void tells_the_server_where_one_request_is_all() throws IOException {
    try (Peer server = Peer.loopback(always("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"));
        HttpConnection connection = connect(server, false)) {
      connection.ask("/", MOST, LONG);

      assertFalse(connection.isOpen());
      assertTrue(requests.getFirst().contains("Connection: close\r\n"));
    }
  }

  @Test
  void does_not_wait_for_trailers_where_one_request_is_all() throws IOException {
    String answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n";
    try (Peer server = Peer.loopback(always(answer));
        HttpConnection connection = connect(server, false)) {
      assertEquals(1, connection.ask("/", MOST, Duration.ofSeconds(5)).length());
    }
  }

  @Test
  void does_not_read_trailers_for_ever() throws IOException {
    String answer =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + "a: b\r\n".repeat(1000);
    try (Peer server = Peer.loopback(always(answer));
        HttpConnection connection = connect(server, true)) {
      HttpException e = assertThrows(HttpException.class, () -> connection.ask("/", MOST, LONG));

      assertTrue(String.valueOf(e.getMessage()).contains("trailers"), e.getMessage());
      assertFalse(connection.isOpen());
    }
  }

  @Test
  void is_no_longer_open_after_an_answer_that_breaks_off() throws IOException {
    try (Peer server = Peer.loopback(Peer.http("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"));
        HttpConnection connection = connect(server, true)) {
      assertThrows(EOFException.class, () -> connection.ask("/", MOST, LONG));
      assertFalse(connection.isOpen());
    }
  }

  private static HttpConnection connect(Peer server, boolean keeps) throws IOException {
    return new HttpConnection(Socket.loopback(server.port(), LONG), new HttpBuffers(), keeps, LONG);
  }

  /** One answer for every request. */
  private Peer.Manners always(String answer) {
    return (in, out) -> {
      for (String request = Peer.request(in); !request.isEmpty(); request = Peer.request(in)) {
        requests.add(request);
        out.write(answer.getBytes(UTF_8));
      }
    };
  }
}
