package io.ecsharden.report.ssm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is kept, and how it is delivered. */
class SpoolTest {

  private static final String INSTANCE = "i-0123456789abcdef0";

  private final StateInMemory state = new StateInMemory();
  private final Spool spool = new Spool(state);
  private final List<String> compliance = new ArrayList<>();
  private final List<String> arrived = new ArrayList<>();

  /** A service that takes some reports, and says why it takes no others. */
  private Sender taking(NotSent refusal, String... refused) {
    return new Sender() {
      @Override
      public String instanceId() {
        return INSTANCE;
      }

      @Override
      public void sendCompliance(Report report) throws NotSent {
        compliance.add(report.id());
      }

      @Override
      public void sendInventory(Report report) throws NotSent {
        if (List.of(refused).contains(report.id())) {
          throw refusal;
        }
        arrived.add(report.id());
      }

      @Override
      public void close() {}
    };
  }

  private Delivery deliver(Sender sender) throws IOException {
    Delivery delivery = new Delivery(sender, "the run");
    delivery.of(spool);
    return delivery;
  }

  @Test
  void keeps_the_order_of_runs_whatever_verbs_and_clocks_say() throws IOException {
    // Given
    for (String id : List.of("fix-3", "audit-2", "report-1", "audit-2")) {
      assertEquals(0, spool.keep(Reports.of(id)));
    }

    // When
    Delivery delivery = deliver(taking(NotSent.forNow("no")));

    // Then
    assertEquals(List.of("fix-3", "audit-2", "report-1", "audit-2"), arrived);
    assertTrue(delivery.isDelivered());
    assertEquals(List.of(), spool.ids());
  }

  @Test
  void keeps_the_newest_fifty_and_counts_what_had_to_go() throws IOException {
    // When
    int dropped = 0;
    for (int i = 1; i <= 1005; i++) {
      dropped += spool.keep(Reports.of("audit-" + i));
    }

    // Then
    assertEquals(955, dropped);
    deliver(taking(NotSent.forNow("no")));
    assertEquals(50, arrived.size());
    assertEquals("audit-956", arrived.getFirst());
    assertEquals("audit-1005", arrived.getLast());
  }

  @Test
  void stops_at_the_first_report_that_cannot_be_sent_for_now() throws IOException {
    // Given
    for (String id : List.of("1", "2", "3")) {
      spool.keep(Reports.of(id));
    }

    // When
    Delivery delivery = deliver(taking(NotSent.forNow("no network"), "2"));
    delivery.of(Reports.of("4"));

    // Then
    assertEquals(List.of("1"), arrived);
    assertEquals(List.of("no network"), delivery.troubles());
    assertEquals(2, spool.ids().size());
    assertFalse(delivery.isDelivered());
  }

  @Test
  void sends_the_other_half_of_a_report_alone() throws IOException {
    // Given
    for (String id : List.of("1", "2")) {
      spool.keep(Reports.of(id));
    }
    deliver(taking(NotSent.refusedForNow("throttled"), "1"));
    deliver(taking(NotSent.refusedForNow("throttled"), "1"));

    // When
    Delivery delivery = deliver(taking(NotSent.forNow("no")));

    // Then
    assertTrue(delivery.isDelivered());
    assertEquals(List.of("1", "2"), compliance);
    assertEquals(List.of("1", "2"), arrived);
  }

  @Test
  void sends_both_halves_again_where_the_service_may_not_have_been_there() throws IOException {
    // Given
    spool.keep(Reports.of("1"));
    deliver(taking(NotSent.forNow("its answer is no JSON"), "1"));

    // When
    deliver(taking(NotSent.forNow("no")));

    // Then
    assertEquals(List.of("1", "1"), compliance);
    assertEquals(List.of("1"), arrived);
  }

  @Test
  void keeps_a_report_that_arrived_by_half_when_the_next_one_says_the_same() throws IOException {
    // Given
    spool.keep(Reports.at(Reports.NOW, "audit-1", "a"));
    deliver(taking(NotSent.refusedForNow("throttled"), "audit-1"));

    // When
    spool.keep(Reports.at(Reports.NOW.plusSeconds(1), "audit-2", "a"));
    spool.keep(Reports.at(Reports.NOW.plusSeconds(2), "audit-3", "b"));
    deliver(taking(NotSent.forNow("no")));

    // Then
    assertEquals(List.of("audit-1", "audit-3"), compliance);
    assertEquals(List.of("audit-1", "audit-3"), arrived);
  }

  @Test
  void sends_both_halves_of_another_report_under_the_same_number() throws IOException {
    // Given
    spool.keep(Reports.of("1"));
    String file = state.files.firstKey();
    deliver(taking(NotSent.refusedForNow("throttled"), "1"));
    state.files.put(file, ReportJson.bytes(Reports.of("2")));

    // When
    deliver(taking(NotSent.forNow("no")));

    // Then
    assertEquals(List.of("1", "2"), compliance);
  }

  @Test
  void drops_what_will_never_be_taken_and_what_is_damaged_and_goes_on() throws IOException {
    // Given
    for (String id : List.of("1", "2", "3")) {
      spool.keep(Reports.of(id));
    }
    String first = state.files.firstKey();
    state.files.put(first, "{\"PutComplianceItems\":{}}".getBytes(StandardCharsets.UTF_8));

    // When
    Delivery delivery = deliver(taking(NotSent.forGood("too odd"), "2"));

    // Then
    assertEquals(List.of("3"), arrived);
    assertEquals(2, delivery.troubles().size());
    assertTrue(delivery.isDelivered());
    assertEquals(List.of(), spool.ids());
  }

  @Test
  void sends_nothing_that_another_instance_kept_before_its_disk_was_copied() throws IOException {
    // Given
    Optional<String> copied = Optional.of("i-0fedcba9876543210");
    spool.keep(Reports.of("1").of(copied));
    spool.keep(Reports.of("2").of(Optional.of(INSTANCE)));
    spool.keep(Reports.of("3"));
    spool.keep(Reports.of("the run").of(copied));

    // When
    Delivery delivery = deliver(taking(NotSent.forNow("no")));

    // Then
    assertEquals(List.of("2", "3", "the run"), arrived);
    assertEquals(1, delivery.troubles().size(), delivery.troubles().toString());
    assertTrue(delivery.isDelivered());
    assertEquals(List.of(), spool.ids());
  }

  @Test
  void has_told_everything_where_only_another_instance_kept_something() throws IOException {
    // Given
    spool.keep(Reports.of("1").of(Optional.of("i-0fedcba9876543210")));

    // Then
    assertTrue(deliver(taking(NotSent.forNow("no"))).isDelivered());
    assertEquals(List.of(), spool.ids());
  }

  @Test
  void reads_again_what_it_keeps() throws IOException {
    // Given
    Report report = Reports.at(Reports.NOW, "fix-1", "é \u0001 \"\\ 🙂").of(Optional.of(INSTANCE));

    // When
    spool.keep(report);

    // Then
    assertEquals(report, spool.read(spool.ids().getFirst()).orElseThrow());
  }

  @Test
  void takes_files_of_others_for_no_reports() throws IOException {
    // Given
    for (String name : List.of("reported", "x.json", ".000000000001.json.new", "1.json")) {
      state.write("spool/" + name, new byte[0]);
    }

    // Then
    assertEquals(List.of(), spool.ids());
  }

  @Test
  void reads_no_report_from_a_damaged_file() throws IOException {
    byte[] good = ReportJson.bytes(Reports.of("1"));
    for (int length = 0; length < good.length - 2; length++) {
      byte[] cut = java.util.Arrays.copyOf(good, length);
      assertTrue(ReportJson.parse(cut).isEmpty(), new String(cut, StandardCharsets.UTF_8));
    }
    for (String text : List.of("[]", "null", "{}", "{\"PutComplianceItems\":[]}", "\0")) {
      assertTrue(ReportJson.parse(text.getBytes(StandardCharsets.UTF_8)).isEmpty(), text);
    }
  }
}
