package io.ecsharden.aws.connection;

import io.ecsharden.machine.Deadline;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * Repeats a request to the metadata service, or to a task's endpoint. While an instance boots, and
 * where many tasks ask at once, the service refuses some requests and drops others.
 */
final class MetadataRetry {

  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(1);
  private static final int TOO_MANY = 429;
  private static final int SERVER = 500;
  private static final int DEEPEST = 20;

  private MetadataRetry() {}

  /**
   * Repeats a request, with random pauses, as long as it fails in a way that passes by and the next
   * pause ends before the deadline.
   *
   * @throws SdkException the error of the last try
   */
  static <T> T until(Deadline deadline, Supplier<T> question) {
    Duration longest = FIRST;
    while (true) {
      try {
        return question.get();
      } catch (SdkException e) {
        if (!mayPass(e)) {
          throw e;
        }
        Duration pause =
            Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest.toMillis()) + 1);
        if (deadline.left().compareTo(pause) <= 0) {
          throw e;
        }
        sleep(pause, e);
        longest =
            longest.multipliedBy(2).compareTo(LONGEST) < 0 ? longest.multipliedBy(2) : LONGEST;
      }
    }
  }

  private static void sleep(Duration pause, SdkException last) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw last;
    }
  }

  /** A 429 or 5xx, or a broken connection. Where nothing listens, waiting does not help. */
  private static boolean mayPass(Throwable e) {
    Throwable cause = e;
    for (int i = 0; i < DEEPEST && cause != null; i++) {
      if (cause instanceof SdkServiceException answer) {
        return answer.statusCode() >= SERVER || answer.statusCode() == TOO_MANY;
      }
      if (cause instanceof IOException) {
        return !(cause instanceof ConnectException
            || cause instanceof NoRouteToHostException
            || cause instanceof UnknownHostException);
      }
      cause = cause.getCause();
    }
    return false;
  }
}
