package io.ecsharden.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.baseline.Baseline;
import io.ecsharden.control.AuditResult;
import io.ecsharden.control.Auditor;
import io.ecsharden.control.Finding;
import io.ecsharden.control.check.Controls;
import io.ecsharden.report.AuditReport;
import io.ecsharden.report.EffectiveReport;
import io.ecsharden.report.Format;
import io.ecsharden.report.Formats;
import io.ecsharden.report.FormatsTest;
import io.ecsharden.report.HostIdentity;
import io.ecsharden.report.Presentation;
import io.ecsharden.secrets.Disclosure;
import io.ecsharden.settings.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real-world configurations and what an audit says about each: {@code X.input} and the other files
 * of {@link GoldenHosts} give {@code X.findings}. {@code -Dgolden.update=true} writes the findings;
 * read the diff with care.
 */
class GoldenTest {

  /** The made-up secrets of the golden files. */
  private static final List<String> SECRETS =
      List.of("hunter2", "AKIAEXAMPLEEXAMPLE12", "secretkey12", "aHVudGVyMg", "s3cr3t");

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  static List<String> names() throws IOException {
    return GoldenHosts.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void says_of_an_instance_what_is_true_of_it(String name) throws IOException {
    // Given
    Instance instance = GoldenHosts.instance(name);
    Path golden = GoldenHosts.file(name, "findings");

    // When
    String findings = GoldenText.of(audit(name, instance));

    // Then
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, findings);
    }
    assertEquals(Files.readString(golden), findings);
  }

  @ParameterizedTest
  @MethodSource("names")
  void shows_no_secret_in_any_report(String name) throws IOException {
    // Given
    Instance instance = GoldenHosts.instance(name);
    AuditReport audit = report(name, instance);
    EffectiveReport effective =
        new EffectiveReport(
            instance,
            Disclosure.HIDE,
            List.of("https://ecs.eu-central-1.amazonaws.com/"),
            HostIdentity.UNKNOWN);

    // When
    StringBuilder all = new StringBuilder();
    Formats.AUDIT.forEach(format -> all.append(format.write(audit, Presentation.PLAIN)));
    Formats.EFFECTIVE.forEach(format -> all.append(format.write(effective, Presentation.PLAIN)));
    String reports = all.toString();

    // Then
    for (String secret : SECRETS) {
      int at = reports.indexOf(secret);
      assertFalse(
          at >= 0,
          () -> "shows " + secret + ": " + reports.substring(Math.max(0, at - 200), at + 50));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void is_valid_in_every_format(String name) throws IOException {
    FormatsTest.checkAll(report(name, GoldenHosts.instance(name)));
  }

  @Test
  void names_the_tasks_in_sarif_although_no_file_holds_them() throws IOException {
    // Given
    String name = "tasks/bridge-only";
    AuditReport audit = report(name, GoldenHosts.instance(name));

    // When
    Format<AuditReport> sarif =
        Formats.AUDIT.stream()
            .filter(format -> format.id().equals("sarif"))
            .findFirst()
            .orElseThrow();
    String text = sarif.write(audit, Presentation.PLAIN).toString();

    // Then
    assertTrue(text.contains("not use awsvpc mode.\\na running task: api:3 runs in bridge mode"));
  }

  private static AuditReport report(String name, Instance instance) throws IOException {
    return new AuditReport(
        new AuditResult(instance, GoldenHosts.baseline(name), NOW, audit(name, instance)), "0");
  }

  private static List<Finding> audit(String name, Instance instance) throws IOException {
    Baseline baseline = GoldenHosts.baseline(name);
    return new Auditor(Controls.all(), baseline, NOW).audit(instance);
  }
}
