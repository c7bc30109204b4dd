package io.ecsharden.aws.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.AuditResult;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Finding.AppliedWaiver;
import io.ecsharden.control.Status;
import io.ecsharden.format.Location;
import io.ecsharden.secrets.SensitiveText;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From an audit to items. */
class ReportMakerTest {

  private static final AuditResult EMPTY = new RandomAudits(1).next(0);

  private static Finding finding(String setting, Status status, Optional<AppliedWaiver> waiver) {
    return new Finding(
        "agent-settings",
        "Settings",
        Optional.of(setting),
        status,
        Severity.HIGH,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        SensitiveText.words("x".repeat(300)),
        "",
        List.of(),
        List.of(),
        waiver);
  }

  private static Report report(List<Finding> findings) {
    AuditResult audit = new AuditResult(EMPTY.instance(), EMPTY.baseline(), EMPTY.time(), findings);
    return ReportMaker.of(audit, "audit-1", "audit", Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "PASS, true",
    "WAIVED, true",
    "NOT_APPLICABLE, true",
    "FAIL, false",
    "NOT_EVALUATED, false",
    "PENDING_RESTART, false"
  })
  void reports_what_is_not_evaluated_or_not_in_force_as_not_compliant(
      Status status, boolean compliant) {
    Finding finding = finding("ECS_A", status, Optional.empty());
    assertEquals(compliant, report(List.of(finding)).items().getFirst().compliant());
  }

  @Test
  void names_who_waived_a_finding_until_when_and_why() {
    // Given
    LocalDate day = LocalDate.of(2026, 12, 31);
    AppliedWaiver waiver =
        new AppliedWaiver("old kernel", "the team", day, false, Location.line("f", 1));

    // When
    ComplianceItem item =
        report(List.of(finding("ECS_A", Status.WAIVED, Optional.of(waiver)))).items().getFirst();

    // Then
    assertEquals("agent-settings/ECS_A", item.id().toString());
    assertEquals(
        "until 2026-12-31, approved by the team: old kernel",
        String.valueOf(item.details().get("Waiver")));
  }

  @Test
  void keeps_every_finding_apart() {
    // Given: two that differ in what UTF-8 cannot carry, and two whose beginning is the same
    List<Finding> findings = new ArrayList<>();
    for (String setting : List.of("A\uD83D", "A\uD83E", "B".repeat(300), "B".repeat(301))) {
      findings.add(finding(setting, Status.FAIL, Optional.empty()));
    }

    // Then
    assertEquals(4, report(findings).items().stream().map(ComplianceItem::id).distinct().count());
  }

  @Test
  @Timeout(30)
  void keeps_what_fails_where_there_is_not_room_for_all() {
    // Given
    List<Finding> findings =
        new ArrayList<>(
            Collections.nCopies(11_000, finding("ECS_A", Status.PASS, Optional.empty())));
    IntStream.range(0, 10)
        .forEach(i -> findings.add(finding("ECS_B" + i, Status.FAIL, Optional.empty())));

    // When
    Report report = report(findings);

    // Then
    assertTrue(ReportJson.bytes(report).length <= Limits.CALL);
    for (int i = 0; i < 10; i++) {
      assertFalse(report.items().get(i).compliant());
    }
    ComplianceItem last = report.items().getLast();
    assertEquals("more-findings", last.id().toString());
    int left = 11_010 - (report.items().size() - 1);
    String title = last.title().toString();
    assertTrue(title.startsWith(left + " more findings"), title);
  }
}
