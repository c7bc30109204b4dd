package io.ecsharden.aws.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A thousand instances that were throttled kept one more report in every run, and had all of them
 * to send in the next one: the service never caught up.
 */
class SpoolOfAThrottledInstanceTest {

  @Test
  void keeps_only_the_newest_of_reports_that_say_the_same() throws IOException {
    assertEquals(List.of("audit-3"), kept("a", "a", "a"));
  }

  @Test
  void has_every_change_in_order() throws IOException {
    assertEquals(List.of("audit-2", "audit-3", "audit-5"), kept("a", "a", "b", "a", "a"));
  }

  /** The ids of what is kept after runs that found these things. */
  private static List<String> kept(String... details) throws IOException {
    Spool spool = new Spool(new StateInMemory());
    for (int i = 0; i < details.length; i++) {
      spool.keep(
          Reports.at(Reports.NOW.plusSeconds(i), "audit-" + (i + 1), details[i]),
          Duration.ofDays(1));
    }
    List<String> ids = new ArrayList<>();
    for (String id : spool.ids()) {
      ids.add(spool.read(id).orElseThrow().report().orElseThrow().id());
    }
    return ids;
  }
}
