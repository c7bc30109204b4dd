package io.ecsharden.aws.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The spool and its delivery. */
class SpoolTest {

  private static final Duration DAY = Duration.ofDays(1);
  private static final String INSTANCE = "i-0123456789abcdef0";
  private static final NotSent DENIED = new NotSent(NotSent.Kind.DENIED, "not permitted");

  private final StateInMemory state = new StateInMemory();
  private final Spool spool = new Spool(state);
  private final LastReported lastReported = new LastReported(state);

  /** What arrived: the letter of the call, and the report's id. */
  private final List<String> arrived = new ArrayList<>();

  /** A service that refuses some calls or reports. */
  private Sender refusing(NotSent refusal, String... refused) {
    return new Sender() {
      @Override
      public void send(ReportCall part, Report report) throws NotSent {
        String call = (part == ReportCall.COMPLIANCE ? "c " : "i ") + report.id();
        if (List.of(refused).contains(call) || List.of(refused).contains(call.substring(0, 1))) {
          throw refusal;
        }
        arrived.add(call);
      }

      @Override
      public void close() {}
    };
  }

  private int keep(Report report) throws IOException {
    return spool.keep(report, DAY);
  }

  private Delivery deliver(Sender sender) throws IOException {
    Delivery delivery = new Delivery(sender);
    delivery.of(spool, lastReported);
    return delivery;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"Severity\": \"HIGH\"|\"Severity\": \"WORST\"",
        "\"Status\": \"NON_COMPLIANT\"|\"Status\": \"FINE\"",
        "\"Title\": \"A title\"|\"Title\": \"A \\u001b[2Jtitle\"",
        "\"Title\": \"A title\"|\"Title\": \"A \\u202etitle\"",
        "\"Title\": \"A title\"|\"Title\": \"http://bob:PW@proxy\"",
        "\"Title\": \"A title\"|\"Title\": \"DB_PASS=hunter2\"",
        "\"Title\": \"A title\"|\"Title\": \"A\\ntitle\"",
        "\"Result\": \"a\"|\"Result\": \"\\u0000\"",
        "\"Result\": \"a\"|\"\": \"a\"",
        "\"Id\": \"awsvpc-imds-block\"|\"Id\": \"\"",
        "\"Kind\": \"host\"|\"Kind\": \"\\u009b\"",
        "\"ResourceType\"|\"ResourceId\": \"i-everybody\", \"ResourceType\""
      })
  void sends_no_report_that_somebody_else_has_written(String change) throws IOException {
    // Given
    keep(Reports.of("a"));
    String[] words = change.split("\\|", 2);
    String file = "spool/000000000001.json";
    String honest = new String(state.files.get(file), StandardCharsets.UTF_8);
    String forged = honest.replace(words[0], words[1]);
    assertFalse(honest.equals(forged), honest);
    state.files.put(file, forged.getBytes(StandardCharsets.UTF_8));

    // When
    Delivery delivery = deliver(refusing(DENIED));

    // Then
    assertEquals(List.of(), arrived);
    assertEquals(List.of("the kept report 000000000001 is damaged"), delivery.problems());
    assertEquals(List.of(), spool.ids());
  }

  @Test
  void goes_on_where_somebody_has_taken_the_last_number() throws IOException {
    // Given
    state.files.put("spool/999999999999.json", new byte[] {1});

    // When
    keep(Reports.of("a"));

    // Then
    assertEquals(List.of("000000000001"), spool.ids());
  }

  @Test
  void keeps_the_order_of_runs_whatever_verbs_and_clocks_say() throws IOException {
    // Given
    for (String id : List.of("fix-3", "audit-2", "report-1", "audit-2")) {
      assertEquals(0, keep(Reports.of(id)));
    }

    // When
    Delivery delivery = deliver(refusing(new NotSent(NotSent.Kind.UNREACHED, "no")));

    // Then
    assertEquals(
        List.of(
            "c fix-3",
            "i fix-3",
            "c audit-2",
            "i audit-2",
            "c report-1",
            "i report-1",
            "c audit-2",
            "i audit-2"),
        arrived);
    assertTrue(delivery.isDelivered());
    assertEquals(List.of(), spool.ids());
  }

  @Test
  void keeps_the_newest_fifty_and_counts_what_had_to_go() throws IOException {
    // When
    int dropped = 0;
    for (int i = 1; i <= 1005; i++) {
      dropped += keep(Reports.of("audit-" + i));
    }

    // Then
    assertEquals(955, dropped);
    deliver(refusing(new NotSent(NotSent.Kind.UNREACHED, "no")));
    assertEquals(100, arrived.size());
    assertEquals("c audit-956", arrived.getFirst());
    assertEquals("i audit-1005", arrived.getLast());
  }

  @Test
  void stops_at_the_first_report_that_cannot_be_sent_for_now() throws IOException {
    // Given
    for (String id : List.of("1", "2", "3")) {
      keep(Reports.of(id));
    }

    // When
    Delivery delivery = deliver(refusing(new NotSent(NotSent.Kind.UNREACHED, "no network"), "i 2"));
    delivery.of(Reports.of("4"));

    // Then
    assertEquals(List.of("c 1", "i 1", "c 2"), arrived);
    assertEquals(List.of("no network"), delivery.problems());
    assertEquals(2, spool.ids().size());
    assertFalse(delivery.isDelivered());
  }

  @Test
  void sends_the_other_half_of_a_report_alone() throws IOException {
    // Given
    for (String id : List.of("1", "2")) {
      keep(Reports.of(id));
    }
    deliver(refusing(new NotSent(NotSent.Kind.REFUSED_FOR_NOW, "throttled"), "i 1"));
    deliver(refusing(new NotSent(NotSent.Kind.UNREACHED, "no answer"), "i 1"));

    // When
    Delivery delivery = deliver(refusing(new NotSent(NotSent.Kind.UNREACHED, "no")));

    // Then
    assertTrue(delivery.isDelivered());
    assertEquals(List.of("c 1", "i 1", "c 2", "i 2"), arrived);
  }

  @Test
  void sends_both_halves_again_where_the_service_may_not_have_been_there() throws IOException {
    // Given
    keep(Reports.of("1"));
    deliver(refusing(new NotSent(NotSent.Kind.UNREACHED, "its answer is no JSON"), "i 1"));

    // When
    deliver(refusing(new NotSent(NotSent.Kind.UNREACHED, "no")));

    // Then
    assertEquals(List.of("c 1", "c 1", "i 1"), arrived);
  }

  @Test
  void keeps_a_half_sent_report_when_the_next_one_says_the_same() throws IOException {
    // Given
    keep(Reports.at(Reports.NOW, "audit-1", "a"));
    deliver(refusing(new NotSent(NotSent.Kind.REFUSED_FOR_NOW, "throttled"), "i audit-1"));

    // When
    keep(Reports.at(Reports.NOW.plusSeconds(1), "audit-2", "a"));
    keep(Reports.at(Reports.NOW.plusSeconds(2), "audit-3", "b"));
    deliver(refusing(new NotSent(NotSent.Kind.UNREACHED, "no")));

    // Then
    assertEquals(List.of("c audit-1", "i audit-1", "c audit-3", "i audit-3"), arrived);
  }

  @Test
  void sends_the_heartbeat_where_one_of_the_calls_is_not_permitted() throws IOException {
    // Given
    keep(Reports.at(Reports.NOW, "audit-1", "a"));
    deliver(refusing(DENIED, "i"));
    keep(Reports.at(Reports.NOW.plusSeconds(60), "audit-2", "a"));
    deliver(refusing(DENIED, "i"));
    assertEquals(List.of("c audit-1"), arrived);

    // When
    keep(Reports.at(Reports.NOW.plus(DAY), "audit-3", "a"));
    deliver(refusing(DENIED, "i"));

    // Then
    assertEquals(List.of("c audit-1", "c audit-3"), arrived);
    assertEquals(1, spool.ids().size());
  }

  @ParameterizedTest
  @CsvSource({"i, c", "c, i"})
  void goes_on_with_the_call_that_is_permitted_and_makes_the_other_later(
      String denied, String permitted) throws IOException {
    // Given
    for (String id : List.of("1", "2")) {
      keep(Reports.of(id));
    }
    Delivery first = deliver(refusing(DENIED, denied));
    assertEquals(List.of(permitted + " 1", permitted + " 2"), arrived);
    assertEquals(List.of("not permitted"), first.problems());
    assertFalse(first.isDelivered());

    // When
    keep(Reports.of("3"));
    deliver(refusing(DENIED, denied));
    assertEquals(permitted + " 3", arrived.getLast());
    arrived.clear();
    Delivery last = deliver(refusing(DENIED));

    // Then
    assertEquals(List.of(denied + " 1", denied + " 2", denied + " 3"), arrived);
    assertTrue(last.isDelivered());
    assertEquals(List.of(), spool.ids());
  }

  @Test
  void sends_both_halves_of_another_report_under_the_same_number() throws IOException {
    // Given
    keep(Reports.of("1"));
    String file = state.files.firstKey();
    deliver(refusing(new NotSent(NotSent.Kind.REFUSED_FOR_NOW, "throttled"), "i 1"));
    state.files.put(file, ReportJson.bytes(Reports.of("2")));

    // When
    deliver(refusing(new NotSent(NotSent.Kind.UNREACHED, "no")));

    // Then
    assertEquals(List.of("c 1", "c 2", "i 2"), arrived);
  }

  @Test
  void sends_what_another_run_keeps_meanwhile_also_in_the_place_of_what_is_being_sent()
      throws IOException {
    // Given
    keep(Reports.at(Reports.NOW, "audit-1", "a"));
    Sender sender = refusing(new NotSent(NotSent.Kind.UNREACHED, "no"));
    Sender slow =
        new Sender() {
          @Override
          public void send(ReportCall part, Report report) throws NotSent {
            try {
              if (report.id().equals("audit-1") && part == ReportCall.COMPLIANCE) {
                keep(Reports.at(Reports.NOW.plusSeconds(1), "audit-2", "a"));
                keep(Reports.at(Reports.NOW.plusSeconds(2), "audit-3", "b"));
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            sender.send(part, report);
          }

          @Override
          public void close() {}
        };

    // When
    Delivery delivery = deliver(slow);

    // Then
    assertEquals(
        List.of("c audit-1", "i audit-1", "c audit-2", "i audit-2", "c audit-3", "i audit-3"),
        arrived);
    assertTrue(delivery.isDelivered());
    assertEquals(List.of(), spool.ids());
  }

  @Test
  void remembers_the_last_report() throws IOException {
    // Given
    Report reported = Reports.of("1");
    Report other = Reports.of("2");
    lastReported.sent(reported);

    // When
    keep(other);
    deliver(refusing(new NotSent(NotSent.Kind.UNREACHED, "lost answer"), "c 2"));

    // Then
    assertTrue(lastReported.isDue(reported, DAY), "the service may know the other one");
    deliver(refusing(new NotSent(NotSent.Kind.UNREACHED, "no")));
    assertFalse(lastReported.isDue(other, DAY));
    assertTrue(lastReported.isDue(reported, DAY));
  }

  @ParameterizedTest
  @CsvSource({"i 1, false", "c 1, true"})
  void sends_a_report_again_that_was_refused_for_good_unless_only_the_inventory_was(
      String refused, boolean due) throws IOException {
    // Given
    keep(Reports.of("1"));

    // When
    Delivery delivery =
        deliver(refusing(new NotSent(NotSent.Kind.REFUSED_FOR_GOOD, "not valid"), refused));

    // Then
    assertFalse(delivery.isDelivered());
    assertEquals(List.of(), spool.ids());
    assertEquals(due, lastReported.isDue(Reports.of("1"), DAY));
  }

  @Test
  void drops_reports_that_are_refused_for_good_or_damaged_and_goes_on() throws IOException {
    // Given
    for (String id : List.of("1", "2", "3")) {
      keep(Reports.of(id));
    }
    String first = state.files.firstKey();
    state.files.put(first, "{\"PutComplianceItems\":{}}".getBytes(StandardCharsets.UTF_8));

    // When
    Delivery delivery =
        deliver(refusing(new NotSent(NotSent.Kind.REFUSED_FOR_GOOD, "not valid"), "c 2", "i 2"));

    // Then
    assertEquals(List.of("c 3", "i 3"), arrived);
    assertEquals(2, delivery.problems().size());
    assertTrue(delivery.isDelivered());
    assertEquals(List.of(), spool.ids());
  }

  @Test
  void discards_what_another_instance_kept_before_its_disk_was_copied() throws IOException {
    // Given
    keep(Reports.of("1").of(Optional.of("i-0fedcba9876543210")));
    keep(Reports.of("2").of(Optional.of(INSTANCE)));
    keep(Reports.of("3"));

    // Then
    assertEquals(1, spool.discardOthers(INSTANCE));
    deliver(refusing(new NotSent(NotSent.Kind.UNREACHED, "no")));
    assertEquals(List.of("c 2", "i 2", "c 3", "i 3"), arrived);
  }

  @Test
  void reads_the_reports_that_it_wrote() throws IOException {
    // Given
    Report report = Reports.at(Reports.NOW, "fix-1", "é \n \"\\ 🙂").of(Optional.of(INSTANCE));

    // When
    keep(report);

    // Then
    assertEquals(report, spool.read(spool.ids().getFirst()).orElseThrow().report().orElseThrow());
  }

  @Test
  void ignores_other_files_in_the_spool() throws IOException {
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
