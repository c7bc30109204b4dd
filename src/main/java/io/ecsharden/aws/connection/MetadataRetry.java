package io.ecsharden.aws.connection;

import io.ecsharden.machine.Deadline;
import io.ecsharden.machine.PlainHttp.Result;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Repeats a request to the metadata service, or to a task's endpoint. While an instance boots, and
 * where many tasks ask at once, the service refuses some requests and drops others.
 */
final class MetadataRetry {

  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(1);
  private static final int TOO_MANY = 429;
  private static final int SERVER = 500;

  private MetadataRetry() {}

  /**
   * Repeats a request, with random pauses, as long as it fails in a way that passes by and the next
   * pause ends before the deadline.
   *
   * @return what came of the last try
   */
  static Result until(Deadline deadline, Supplier<Result> question) {
    Duration longest = FIRST;
    while (true) {
      Result result = question.get();
      Duration pause =
          Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest.toMillis()) + 1);
      if (!mayPass(result) || deadline.left().compareTo(pause) <= 0 || !slept(pause)) {
        return result;
      }
      longest = longest.multipliedBy(2).compareTo(LONGEST) < 0 ? longest.multipliedBy(2) : LONGEST;
    }
  }

  private static boolean slept(Duration pause) {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A 429 or 5xx, or a broken connection. Where nothing listens, waiting does not help. */
  private static boolean mayPass(Result result) {
    return switch (result) {
      case Result.Answer(int status, byte[] _) -> status >= SERVER || status == TOO_MANY;
      case Result.Broken _ -> true;
      case Result.NotThere _ -> false;
    };
  }
}
