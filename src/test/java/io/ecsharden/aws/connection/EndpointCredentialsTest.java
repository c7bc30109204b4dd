package io.ecsharden.aws.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.host.Peer;
import io.ecsharden.host.Peer.Manners;
import io.ecsharden.host.http.SocketHttp;
import io.ecsharden.machine.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What hands out credentials, over real connections, with good and bad manners. */
@Timeout(30)
class EndpointCredentialsTest {

  private static final String KEYS =
      "{\"AccessKeyId\": \"ASIAEXAMPLE\", \"SecretAccessKey\": \"EXAMPLEKEY\", \"Token\": \"t\"}";

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final int SLACK_MILLIS = 4000;

  private final List<String> requests = new CopyOnWriteArrayList<>();

  @Test
  void asks_a_tasks_endpoint_once_with_the_token_it_was_given() throws Exception {
    try (Peer peer = Peer.loopback(answering(KEYS))) {
      EndpointCredentials credentials =
          EndpointCredentials.ofTask(
              settings(
                  Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", url(peer) + "/role?a=b"),
                  Optional.of("secret-EXAMPLE\n"),
                  LONG));

      AwsCredentials first = credentials.resolveCredentials();
      AwsCredentials second = credentials.resolveCredentials();

      assertEquals(AwsSessionCredentials.create("ASIAEXAMPLE", "EXAMPLEKEY", "t"), first);
      assertEquals(first, second);
      assertEquals(1, requests.size());
      assertTrue(requests.getFirst().startsWith("GET /role?a=b HTTP/1.1\r\n"), requests::toString);
      assertTrue(
          requests.getFirst().contains("\r\nAuthorization: secret-EXAMPLE\r\n"),
          requests::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/role",
        "http://10.0.0.1/role",
        "http://127.0.0.1.example/role",
        "http://127.0.0.1@10.0.0.1/role",
        "http://[::2]/role",
        "ftp://127.0.0.1/role",
        "//127.0.0.1/role",
        "no url",
      })
  void sends_a_token_to_nobody_else(String url) {
    assertThrows(
        NotConnected.class,
        () ->
            EndpointCredentials.ofTask(
                settings(
                    Map.of(
                        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                        url,
                        "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                        "secret-EXAMPLE"),
                    Optional.empty(),
                    LONG)));
  }

  @Test
  void sends_no_token_that_would_be_a_header_more() throws Exception {
    try (Peer peer = Peer.loopback(answering(KEYS))) {
      assertNothing(ofTask(peer, Map.of("AWS_CONTAINER_AUTHORIZATION_TOKEN", "a\r\nX: y"), SHORT));
      assertEquals(List.of(), requests);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "[]",
        "{\"AccessKeyId\": \"ASIAEXAMPLE\"}",
        "{\"AccessKeyId\": \"ASIAEXAMPLE\", \"SecretAccessKey\": 7}",
        "{\"AccessKeyId\": \"\", \"SecretAccessKey\": \"EXAMPLEKEY\"}",
      })
  void takes_nothing_else_for_credentials(String body) throws Exception {
    try (Peer peer = Peer.loopback(answering(body))) {
      assertNothing(ofTask(peer, Map.of(), SHORT));
    }
  }

  @Test
  void asks_an_endpoint_that_fails_again_until_the_deadline_only() throws Exception {
    try (Peer peer =
        Peer.loopback(noting(Peer.http("HTTP/1.1 500 Error\r\nContent-Length: 0\r\n\r\n")))) {
      assertNothing(ofTask(peer, Map.of(), SHORT));
      assertTrue(requests.size() > 1, requests::toString);
    }
  }

  @Test
  void does_not_keep_a_body_without_end() throws Exception {
    long[] sent = new long[1];
    Manners endless =
        (in, out) -> {
          Peer.request(in);
          out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          while (true) {
            out.write(new byte[8192]);
            sent[0] += 8192;
          }
        };
    try (Peer peer = Peer.loopback(endless)) {
      assertNothing(ofTask(peer, Map.of(), Duration.ofMillis(1)));
    }
    // 64 KiB are read; the rest stays in the sockets' buffers
    assertTrue(sent[0] < 16 << 20, sent[0] + " bytes");
  }

  @Test
  void does_not_wait_for_a_body_that_comes_byte_by_byte() throws Exception {
    Manners drip =
        (in, out) -> {
          Peer.request(in);
          out.write(
              "HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
          while (true) {
            out.write('{');
            Thread.sleep(20);
          }
        };
    try (Peer peer = Peer.loopback(drip)) {
      assertNothing(ofTask(peer, Map.of(), SHORT));
    }
  }

  @Test
  void asks_the_metadata_service_for_a_token_the_role_and_its_credentials() throws Exception {
    try (Peer peer =
        Peer.loopback(
            noting((in, out) -> {
              String path = path(requests.getLast());
              String body =
                  path.equals("/latest/api/token")
                      ? "token-EXAMPLE"
                      : path.endsWith("/") ? "web\nother\n" : KEYS;
              out.write(Peer.ok(body).getBytes(StandardCharsets.UTF_8));
            }))) {
      AwsCredentials credentials = ofInstance(peer, LONG).resolveCredentials();

      assertEquals("ASIAEXAMPLE", credentials.accessKeyId());
      assertEquals(
          List.of(
              "/latest/api/token",
              "/latest/meta-data/iam/security-credentials/",
              "/latest/meta-data/iam/security-credentials/web"),
          requests.stream().map(EndpointCredentialsTest::path).toList());
      assertTrue(requests.getFirst().startsWith("PUT "), requests::toString);
      assertTrue(
          requests.getLast().contains("X-aws-ec2-metadata-token: token-EXAMPLE\r\n"),
          requests::toString);
    }
  }

  /** A token that is too long, one with a line feed in it, and a role that is no name. */
  @ParameterizedTest
  @ValueSource(strings = {"LONG", "a\r\nX: y", "a role"})
  void does_not_send_on_what_the_metadata_service_should_not_say(String text) throws Exception {
    String body = text.equals("LONG") ? "x".repeat(1025) : text;
    try (Peer peer = Peer.loopback(answering(body))) {
      assertNothing(ofInstance(peer, SHORT));
      requests.forEach(request -> assertTrue(!request.contains("X: y"), request));
      assertTrue(requests.size() < 3, requests::toString);
    }
  }

  private static void assertNothing(EndpointCredentials credentials) {
    long begin = System.nanoTime();
    assertThrows(SdkClientException.class, credentials::resolveCredentials);
    long millis = (System.nanoTime() - begin) / 1_000_000;
    assertTrue(millis < SHORT.toMillis() + SLACK_MILLIS, "it took " + millis + " ms");
  }

  private static EndpointCredentials ofTask(Peer peer, Map<String, String> more, Duration time)
      throws Exception {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", url(peer) + "/role");
    return EndpointCredentials.ofTask(settings(environment, Optional.empty(), time));
  }

  private static EndpointCredentials ofInstance(Peer peer, Duration time) throws IOException {
    return EndpointCredentials.ofInstance(
        settings(Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", url(peer)), Optional.empty(), time));
  }

  private Manners answering(String body) {
    return noting((in, out) -> out.write(Peer.ok(body).getBytes(StandardCharsets.UTF_8)));
  }

  private Manners noting(Manners manners) {
    return (in, out) -> {
      requests.add(Peer.request(in));
      manners.talk(InputStream.nullInputStream(), out);
    };
  }

  private static String path(String request) {
    return request.split(" ", 3)[1];
  }

  private static String url(Peer peer) throws IOException {
    return "http://127.0.0.1:" + peer.port();
  }

  private static SsmSettings settings(
      Map<String, String> environment, Optional<String> token, Duration time) {
    return new SsmSettings(
        Optional.empty(),
        Optional.empty(),
        environment,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        token.map(text -> text.getBytes(StandardCharsets.UTF_8)),
        new SocketHttp(),
        Deadline.in(time));
  }
}
