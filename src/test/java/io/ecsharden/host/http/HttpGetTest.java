package io.ecsharden.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.ecsharden.host.Peer;
import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.Socket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpGetTest {

  /** Where an answer comes: as long as a busy machine may take. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Where none comes. */
  private static final Duration SHORT = Duration.ofMillis(300);

  private static final int MOST = 100_000;

  @Test
  void sends_a_plain_request() throws IOException {
    // Given
    AtomicReference<String> heard = new AtomicReference<>("");

    // When
    try (Peer server =
        Peer.loopback((in, out) -> {
          heard.set(Peer.request(in));
          out.write(Peer.ok("{}").getBytes(StandardCharsets.US_ASCII));
        })) {
      ask(server);
    }

    // Then
    assertEquals("GET /info HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", heard.get());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\ncontent-length:5\r\n\r\nhello and more",
        "HTTP/1.0 200 OK\r\n\r\nhello",
        "HTTP/1.1 200\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n"
            + "4;a=b\r\nhell\r\n01\r\no\r\n0\r\nTrailer: x\r\n\r\n",
        "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello"
      })
  void reads_a_body_by_length_in_chunks_or_to_the_end(String answer) throws IOException {
    // When
    try (Peer server = Peer.loopback(Peer.http(answer))) {
      HttpAnswer read = ask(server);

      // Then
      assertEquals(200, read.status());
      assertEquals("hello", new String(read.body(), StandardCharsets.US_ASCII));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n",
        "SSH-2.0-OpenSSH_9.2\r\n\r\n",
        "HTTP/1.1 2x0 OK\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno header\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 100001\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhello\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\nhello\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nhello\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhello\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
      })
  void refuses_what_is_no_answer(String answer) throws IOException {
    try (Peer server = Peer.loopback(Peer.http(answer))) {
      assertThrows(IOException.class, () -> ask(server));
    }
  }

  @Test
  void stops_reading_a_body_without_an_end() throws IOException {
    // Given
    Peer.Manners endless =
        (in, out) -> {
          Peer.request(in);
          out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          while (true) {
            out.write(new byte[65536]);
          }
        };

    // When
    try (Peer server = Peer.loopback(endless)) {
      HttpException e = assertThrows(HttpException.class, () -> ask(server));

      // Then
      assertEquals("the answer has more than 100000 bytes", e.getMessage());
    }
  }

  @Test
  void refuses_headers_without_an_end() throws IOException {
    for (String header : new String[] {"A: b\r\n".repeat(10_000), "A: " + "b".repeat(100_000)}) {
      try (Peer server = Peer.loopback(Peer.http("HTTP/1.1 200 OK\r\n" + header))) {
        assertThrows(IOException.class, () -> ask(server));
      }
    }
  }

  @Test
  void does_not_wait_longer_than_it_may_whatever_the_server_does() throws IOException {
    // Given
    Peer.Manners drip =
        (in, out) -> {
          Peer.request(in);
          for (int i = 0; i < 300; i++) {
            out.write('H');
            Thread.sleep(100);
          }
        };

    for (Peer.Manners manners : new Peer.Manners[] {Peer.silence(), drip}) {
      // When
      try (Peer server = Peer.loopback(manners)) {
        Errno e =
            assertTimeoutPreemptively(
                TIMEOUT, () -> assertThrows(Errno.class, () -> ask(server, SHORT)));

        // Then
        assertEquals(Errno.EAGAIN, e.number());
      }
    }
  }

  private static HttpAnswer ask(Peer server) throws IOException {
    return ask(server, TIMEOUT);
  }

  private static HttpAnswer ask(Peer server, Duration timeout) throws IOException {
    return HttpGet.ask(Socket.loopback(server.port(), timeout), "/info", MOST, timeout);
  }
}
