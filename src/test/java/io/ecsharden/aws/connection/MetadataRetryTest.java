package io.ecsharden.aws.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.machine.Deadline;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

class MetadataRetryTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final AtomicInteger requests = new AtomicInteger();

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void repeats_a_request_that_the_service_refuses_for_now(int status) {
    assertEquals("answer", until(LONG, status(status), 2));
    assertEquals(3, requests.get());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 428, 430, 499})
  void does_not_repeat_a_request_that_the_service_refuses(int status) {
    assertThrows(SdkServiceException.class, () -> until(LONG, status(status), 1));
    assertEquals(1, requests.get());
  }

  @Test
  void repeats_a_request_whose_connection_broke() {
    assertEquals("answer", until(LONG, caused(new SocketTimeoutException("late")), 1));
    assertEquals(2, requests.get());
  }

  @Test
  void does_not_repeat_a_request_where_nothing_listens() {
    for (IOException e :
        new IOException[] {
          new ConnectException(), new NoRouteToHostException(), new UnknownHostException()
        }) {
      requests.set(0);
      assertThrows(SdkClientException.class, () -> until(LONG, caused(e), 1));
      assertEquals(1, requests.get(), e.toString());
    }
  }

  @Test
  void does_not_repeat_a_request_after_the_deadline() {
    long start = System.nanoTime();
    assertThrows(
        SdkServiceException.class, () -> until(Duration.ofMillis(300), status(503), 1_000_000));
    assertTrue(System.nanoTime() - start < LONG.toNanos());
    assertTrue(requests.get() < 1000, "pauses between " + requests.get() + " requests");
  }

  private String until(Duration time, SdkException error, int failures) {
    return MetadataRetry.until(
        Deadline.in(time),
        () -> {
          if (requests.incrementAndGet() <= failures) {
            throw error;
          }
          return "answer";
        });
  }

  private static SdkException status(int status) {
    return SdkServiceException.builder().message("refused").statusCode(status).build();
  }

  private static SdkException caused(IOException cause) {
    return SdkClientException.builder().message("broken").cause(cause).build();
  }
}
