package io.ecsharden.aws.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.machine.Deadline;
import io.ecsharden.machine.PlainHttp.Result;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataRetryTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Result ANSWER = new Result.Answer(200, new byte[0]);

  private final AtomicInteger requests = new AtomicInteger();

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void repeats_a_request_that_the_service_refuses_for_now(int status) {
    assertEquals(ANSWER, until(LONG, status(status), 2));
    assertEquals(3, requests.get());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 428, 430, 499})
  void does_not_repeat_a_request_that_the_service_refuses(int status) {
    Result refused = status(status);
    assertEquals(refused, until(LONG, refused, 1));
    assertEquals(1, requests.get());
  }

  @Test
  void repeats_a_request_whose_connection_broke() {
    assertEquals(ANSWER, until(LONG, new Result.Broken(), 1));
    assertEquals(2, requests.get());
  }

  @Test
  void does_not_repeat_a_request_where_nothing_listens() {
    Result nobody = new Result.NotThere();
    assertEquals(nobody, until(LONG, nobody, 1));
    assertEquals(1, requests.get());
  }

  @Test
  void does_not_repeat_a_request_after_the_deadline() {
    long start = System.nanoTime();
    Result busy = status(503);
    assertEquals(busy, until(Duration.ofMillis(300), busy, 1_000_000));
    assertTrue(System.nanoTime() - start < LONG.toNanos());
    assertTrue(requests.get() < 1000, "pauses between " + requests.get() + " requests");
  }

  private Result until(Duration time, Result failure, int failures) {
    return MetadataRetry.until(
        Deadline.in(time), () -> requests.incrementAndGet() <= failures ? failure : ANSWER);
  }

  private static Result status(int status) {
    return new Result.Answer(status, new byte[0]);
  }
}
