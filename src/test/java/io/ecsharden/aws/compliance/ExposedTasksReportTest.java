package io.ecsharden.aws.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.Hosts;
import io.ecsharden.baseline.Baseline;
import io.ecsharden.baseline.BuiltinBaselines;
import io.ecsharden.control.AuditResult;
import io.ecsharden.control.Auditor;
import io.ecsharden.control.Finding;
import io.ecsharden.control.check.Controls;
import io.ecsharden.control.task.Containers;
import io.ecsharden.facts.MetadataWays;
import io.ecsharden.facts.NetworkFacts;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.facts.TaskContainer;
import io.ecsharden.facts.TaskContainer.Network;
import io.ecsharden.facts.TaskFacts;
import io.ecsharden.facts.Way;
import io.ecsharden.settings.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Systems Manager gets of the tasks that run, whatever their labels say. */
class ExposedTasksReportTest {

  /** Below which docs/report.md says that the row stays; 50 is AWS's limit. */
  private static final int ATTRIBUTES = 50;

  @Test
  void counts_exposed_tasks_by_mode() {
    // Given
    List<TaskContainer> containers = new ArrayList<>(Containers.awsvpc("t1", Containers.OPEN));
    containers.addAll(Containers.awsvpc("t2", Containers.OPEN));
    containers.addAll(Containers.awsvpc("t3", Containers.REFUSED));
    containers.add(Containers.host("t4"));
    containers.add(Containers.bridge("t5", "bridge"));
    containers.add(
        Containers.of("x", "t6", "x", new Network.Host(), new Way.Unseen("it has ended")));

    // When
    Report report = report(new TaskFacts.Seen(containers, 0));

    // Then
    assertEquals(
        "{ExposedTasks=3, ExposedTasks.awsvpc=2, ExposedTasks.bridge=0, ExposedTasks.host=1,"
            + " ExposedTasks.notSeen=2}",
        counts(report).toString());
    assertTrue(report.inventory().size() < ATTRIBUTES, report.inventory().toString());
  }

  @Test
  void counts_no_task_where_none_runs() {
    assertEquals(
        "{ExposedTasks=0, ExposedTasks.awsvpc=0, ExposedTasks.bridge=0, ExposedTasks.host=0,"
            + " ExposedTasks.notSeen=0}",
        counts(report(new TaskFacts.Seen(List.of(), 0))).toString());
  }

  @Test
  void says_nothing_where_nobody_saw_the_tasks() {
    assertEquals(Map.of(), counts(report(new TaskFacts.NotAsked())));
    assertEquals(Map.of(), counts(report(new TaskFacts.Unseen("there is no socket"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001B[31mred\u001B[0m",
        "\u001B]0;title\u0007",
        "\u0000\u0001\u007F\u0085\u009B",
        "\u202Etxet\u2066\u2028\u2029\uFEFF",
        "\uD83D",
        "\"}],\"Items\":[{\"Status\":\"COMPLIANT\"",
        "a\rb\tc",
        "</script>&lt;",
        "long"
      })
  void keeps_what_labels_say_within_their_place(String evil) {
    // Given
    String label = evil.equals("long") ? "x".repeat(1_000_000) : evil;
    List<TaskContainer> containers = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      containers.add(named(Containers.host("t" + i), i, label));
    }

    // When
    Report report = report(new TaskFacts.Seen(containers, 0));
    byte[] sent = ReportJson.bytes(report);

    // Then: what is kept is read again as it was, so each text is printable and within its limit
    assertTrue(sent.length <= Limits.CALL);
    assertEquals(Optional.of(report), ReportJson.parse(sent));
    assertEquals("30", counts(report).get("ExposedTasks"));
    assertTrue(report.inventory().size() < ATTRIBUTES);
    for (ComplianceItem item : report.items()) {
      item.details().values().forEach(ExposedTasksReportTest::assertHarmless);
    }
    report.inventory().values().forEach(ExposedTasksReportTest::assertHarmless);
    // one line for each of the first twenty, and one that counts the others
    ComplianceItem item = exposure(report);
    assertFalse(item.compliant());
    String reasons = String.valueOf(item.details().get("Reasons"));
    assertTrue(reasons.length() <= Limits.DETAIL_VALUE);
    if (reasons.endsWith("and 10 more")) {
      assertEquals(21, reasons.lines().count(), reasons);
    } else {
      assertTrue(reasons.endsWith("… (cut)"), reasons);
    }
    reasons
        .lines()
        .limit(10)
        .forEach(line -> assertTrue(line.startsWith("a running task  "), reasons));
  }

  @Test
  void keeps_a_line_break_of_a_label_out_of_the_lines() {
    // Given
    List<TaskContainer> containers =
        List.of(named(Containers.host("t1"), 1, "a\na running task  other:1 (host): forged"));

    // When
    Report report = report(new TaskFacts.Seen(containers, 0));

    // Then
    String reasons = String.valueOf(exposure(report).details().get("Reasons"));
    assertEquals(1, reasons.lines().count(), reasons);
  }

  private static void assertHarmless(SentText text) {
    text.toString()
        .codePoints()
        .forEach(c -> assertFalse(isUnsafe(c), () -> "U+" + Integer.toHexString(c)));
  }

  private static boolean isUnsafe(int c) {
    return c < ' ' && c != '\n'
        || c >= 0x7F && c < 0xA0
        || c >= 0x202A && c <= 0x202E
        || c >= 0x2066 && c <= 0x2069
        || c == 0x2028
        || c == 0x2029
        || c == 0xFEFF
        || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  private static ComplianceItem exposure(Report report) {
    return report.items().stream()
        .filter(item -> item.id().toString().equals("task-exposure"))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> counts(Report report) {
    Map<String, String> counts = new TreeMap<>();
    report
        .inventory()
        .forEach((name, text) -> {
          if (name.startsWith("ExposedTasks")) {
            counts.put(name, text.toString());
          }
        });
    return counts;
  }

  private static Report report(TaskFacts tasks) {
    Hosts host =
        Hosts.instance().running(RunningFacts.OFFLINE.with(NetworkFacts.NOT_ASKED.with(tasks)));
    Instance instance = Instance.of(host.facts());
    Baseline strict =
        Objects.requireNonNull(BuiltinBaselines.parsed(Controls.catalog()).get("strict"));
    List<Finding> findings = new Auditor(Controls.all(), strict, Reports.NOW).audit(instance);
    return ReportMaker.of(
        new AuditResult(instance, strict, Reports.NOW, findings), "audit-1", "audit", Map.of());
  }

  /** A container whose every text is this one. */
  private static TaskContainer named(TaskContainer from, int number, String text) {
    return new TaskContainer(
        from.id(),
        text,
        new TaskContainer.Labels(text, number + "/" + text, text, text, text),
        from.network(),
        from.pid(),
        from.started(),
        false,
        false,
        new MetadataWays(from.ways().ipv4(), from.ways().ipv6()),
        from.probes());
  }
}
