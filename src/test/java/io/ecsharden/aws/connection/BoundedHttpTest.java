package io.ecsharden.aws.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.host.Peer;
import io.ecsharden.host.Peer.Manners;
import io.ecsharden.machine.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Systems Manager in the hands of somebody else, or broken. */
@Timeout(30)
class BoundedHttpTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final int SLACK_MILLIS = 3000;

  @Test
  void reads_an_answer_of_known_length_and_one_in_chunks() throws IOException {
    assertEquals("{\"a\": 1}", body(Peer.http(Peer.ok("{\"a\": 1}")), LONG));
    assertEquals(
        "{\"a\": 1}",
        body(
            Peer.http(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "3\r\n{\"a\r\n5\r\n\": 1}\r\n0\r\n\r\n"),
            LONG));
  }

  @Test
  void reads_as_much_as_is_allowed() throws IOException {
    String most = "x".repeat(BoundedHttp.MOST_BYTES);
    assertEquals(BoundedHttp.MOST_BYTES, body(Peer.http(Peer.ok(most)), LONG).length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
      })
  void stops_at_a_body_without_end(String head) {
    IOException e = assertThrows(IOException.class, () -> body(endless(head, ""), LONG));
    assertEquals("the answer has more than 262144 bytes", e.getMessage());
  }

  @Test
  void stops_at_chunks_without_end() {
    IOException e =
        assertThrows(
            IOException.class,
            () ->
                body(
                    endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "2000\r\n"),
                    LONG));
    assertEquals("the answer has more than 262144 bytes", e.getMessage());
  }

  @Test
  void stops_at_headers_without_end() {
    assertThrows(
        IOException.class,
        () ->
            body(
                (in, out) -> {
                  Peer.request(in);
                  out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
                  for (int i = 0; ; i++) {
                    out.write(("X-" + i + ": y\r\n").getBytes(StandardCharsets.US_ASCII));
                  }
                },
                LONG));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\": 1}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n{\"a\": 1}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nno number\r\n{\"a\": 1}\r\n0\r\n\r\n",
      })
  void takes_no_part_of_an_answer_for_the_whole(String answer) {
    assertThrows(IOException.class, () -> body(Peer.http(answer), LONG));
  }

  @Test
  void reads_nothing_after_the_deadline_of_a_body_that_comes_byte_by_byte() {
    long begin = System.nanoTime();
    assertThrows(
        SocketTimeoutException.class,
        () ->
            body(
                (in, out) -> {
                  Peer.request(in);
                  out.write(
                      "HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n"
                          .getBytes(StandardCharsets.US_ASCII));
                  while (true) {
                    out.write('{');
                    out.flush();
                    Thread.sleep(20);
                  }
                },
                SHORT));
    assertIsSoon(begin);
  }

  /** The SDK calls {@code abort} from another thread when a call is late. */
  @Test
  void ends_a_call_whose_headers_come_byte_by_byte_when_it_is_aborted() throws IOException {
    try (Peer peer =
            Peer.loopback((in, out) -> {
              Peer.request(in);
              while (true) {
                out.write('H');
                out.flush();
                Thread.sleep(20);
              }
            });
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        BoundedHttp http = http(Deadline.in(LONG))) {
      ExecutableHttpRequest call = http.prepareRequest(request(peer));
      var _ = timer.schedule(call::abort, SHORT.toMillis(), TimeUnit.MILLISECONDS);
      long begin = System.nanoTime();
      assertThrows(Exception.class, call::call); // the SDK wraps what it is
      assertIsSoon(begin);
    }
  }

  private static void assertIsSoon(long begin) {
    long millis = (System.nanoTime() - begin) / 1_000_000;
    assertTrue(millis < SHORT.toMillis() + SLACK_MILLIS, "it took " + millis + " ms");
  }

  /** A head, and then chunks or bytes for ever. */
  private static Manners endless(String head, String chunk) {
    byte[] zeros = new byte[8192];
    return (InputStream in, OutputStream out) -> {
      Peer.request(in);
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      while (true) {
        out.write(chunk.getBytes(StandardCharsets.US_ASCII));
        out.write(zeros);
        out.write((chunk.isEmpty() ? "" : "\r\n").getBytes(StandardCharsets.US_ASCII));
      }
    };
  }

  private static String body(Manners manners, Duration time) throws IOException {
    try (Peer peer = Peer.loopback(manners);
        BoundedHttp http = http(Deadline.in(time))) {
      try (InputStream body =
          http.prepareRequest(request(peer)).call().responseBody().orElseThrow()) {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  private static BoundedHttp http(Deadline deadline) {
    return new BoundedHttp(
        UrlConnectionHttpClient.builder()
            .connectionTimeout(Duration.ofSeconds(2))
            .socketTimeout(Duration.ofSeconds(4))
            .build(),
        "127.0.0.1",
        deadline);
  }

  private static HttpExecuteRequest request(Peer peer) throws IOException {
    return HttpExecuteRequest.builder()
        .request(
            SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create("http://127.0.0.1:" + peer.port() + "/"))
                .build())
        .build();
  }
}
