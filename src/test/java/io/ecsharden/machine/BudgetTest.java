package io.ecsharden.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.host.Peer;
import io.ecsharden.host.http.SocketHttp;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BudgetTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @Test
  void gives_what_is_asked_for_and_no_more_than_is_left() {
    Budget budget = new Budget(LONG);
    try (Budget.Share share = budget.share(Duration.ofSeconds(1))) {
      assertTrue(share.deadline().left().compareTo(Duration.ofSeconds(1)) <= 0);
    }
    try (Budget.Share share = budget.share(LONG.multipliedBy(2))) {
      assertTrue(share.deadline().left().compareTo(LONG) <= 0);
      assertEquals("120 s", share.deadline().text());
    }
  }

  @Test
  void takes_back_what_was_not_needed() {
    Budget budget = new Budget(LONG);

    budget.share(LONG).close();

    assertTrue(budget.left().compareTo(Duration.ofSeconds(50)) > 0, budget.left().toString());
  }

  @Test
  void counts_no_time_in_which_nobody_is_asked() throws InterruptedException {
    Budget budget = new Budget(LONG);

    Thread.sleep(20);

    assertEquals(LONG, budget.left());
  }

  @Test
  void gives_nothing_when_all_is_spent() throws InterruptedException {
    Budget budget = new Budget(Duration.ofMillis(10));
    try (Budget.Share _ = budget.share(LONG)) {
      Thread.sleep(20);
    }
    assertEquals(Duration.ZERO, budget.left());
    try (Budget.Share share = budget.share(LONG)) {
      assertTrue(share.deadline().isOver());
    }
  }

  @Test
  void keeps_what_is_spent_when_the_whole_time_changes() throws InterruptedException {
    Budget budget = new Budget(Duration.ofMillis(10));
    try (Budget.Share _ = budget.share(LONG)) {
      Thread.sleep(20);
    }

    budget.total(LONG);

    Duration left = budget.left();
    assertTrue(left.compareTo(LONG.minusMillis(20)) <= 0, left.toString());
    assertFalse(left.compareTo(Duration.ofSeconds(50)) < 0, left.toString());
  }

  @Test
  void lets_several_that_hang_take_no_longer_than_one() throws IOException {
    Budget budget = new Budget(Duration.ofMillis(300));
    long begin = System.nanoTime();
    try (Peer peer = Peer.loopback(Peer.silence())) {
      for (int i = 0; i < 20; i++) {
        try (Budget.Share share = budget.share(Duration.ofMillis(200))) {
          new SocketHttp()
              .ask(
                  new PlainHttp.Request("GET", "127.0.0.1", peer.port(), "/", Map.of()),
                  share.deadline().left());
        }
      }
    }
    long millis = (System.nanoTime() - begin) / 1_000_000;
    assertTrue(millis >= 290 && millis < 3000, "it took " + millis + " ms");
  }
}
