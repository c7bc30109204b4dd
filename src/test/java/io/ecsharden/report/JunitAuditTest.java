package io.ecsharden.report;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.AuditResult;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Status;
import io.ecsharden.secrets.SensitiveText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a CI system shows of an audit. */
class JunitAuditTest {

  @ParameterizedTest
  @CsvSource({
    "PASS, 0, 0, '<testcase classname=\"ecs-harden.task-role\" name=\"task-role\" time=\"0\"/>'",
    "FAIL, 1, 0, '<failure message=\"m\" type=\"HIGH\">'",
    "PENDING_RESTART, 1, 0, '<failure message=\"PENDING_RESTART: m\" type=\"HIGH\">'",
    "WAIVED, 0, 1, '<skipped message=\"WAIVED: m\">'",
    "NOT_APPLICABLE, 0, 1, '<skipped message=\"NOT_APPLICABLE: m\">'",
    "NOT_EVALUATED, 0, 1, '<skipped message=\"NOT_EVALUATED: m\">'"
  })
  void counts_and_shows_each_status(Status status, int failures, int skipped, String element) {
    // When
    String xml = JunitAudit.write(report(finding(status, "m")));

    // Then
    JunitSchema.check(xml);
    assertTrue(
        xml.contains(
            "tests=\"1\" failures=\"" + failures + "\" errors=\"0\" skipped=\"" + skipped + "\""),
        xml);
    assertTrue(xml.contains(element), xml);
  }

  @Test
  void is_valid_whatever_characters_a_file_holds() {
    // Given: what XML 1.0 cannot hold, half of a pair, and what XML means something by
    String text = "\u0000\u001B[31m\uFFFE\uFFFF\uD800<&>\"']]>\uDC00 \uD83D\uDE00";

    // When
    String xml = JunitAudit.write(report(finding(Status.FAIL, text)));

    // Then
    JunitSchema.check(xml);
    assertFalse(xml.contains("\u001B"), xml);
    assertTrue(xml.contains("\uD83D\uDE00"), xml);
    assertTrue(xml.contains("&lt;&amp;&gt;&quot;']]&gt;"), xml);
  }

  @Test
  void says_what_is_in_force_and_what_to_do() {
    // When
    String xml = JunitAudit.write(Audits.of("ECS_AWSVPC_BLOCK_IMDS=\"true\"\n"));

    // Then
    assertTrue(xml.contains("effective: false, from /etc/ecs/ecs.config:1\nexpected: true\n"), xml);
    assertTrue(xml.contains("\ndo: "), xml);
  }

  static AuditReport report(Finding... findings) {
    AuditResult any = Audits.of("A=1\n").audit();
    return new AuditReport(
        new AuditResult(any.instance(), any.baseline(), any.time(), List.of(findings)), "1");
  }

  private static Finding finding(Status status, String message) {
    return new Finding(
        "task-role",
        "t",
        Optional.empty(),
        status,
        Severity.HIGH,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        SensitiveText.words(message),
        "",
        List.of(),
        List.of(),
        Optional.empty());
  }
}
