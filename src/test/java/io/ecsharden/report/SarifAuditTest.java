package io.ecsharden.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecsharden.Hosts;
import io.ecsharden.baseline.Baseline;
import io.ecsharden.baseline.Waiver;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.Location;
import io.ecsharden.settings.Instance;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What code scanning shows of an audit. */
class SarifAuditTest {

  private static final String DRIFT =
      "ECS_CLUSTER=c\nECS_AWSVPC_BLOCK_IMDS=\"true\"\nECS_ENABLE_TASK_IAM_ROLE=yes\n";

  @Test
  void points_to_the_line_below_the_root() {
    // When
    JsonNode run = run(Audits.of(DRIFT));
    JsonNode result = result(run, "awsvpc-imds-block");

    // Then
    JsonNode place = result.at("/locations/0/physicalLocation");
    assertEquals("etc/ecs/ecs.config", place.at("/artifactLocation/uri").textValue());
    assertEquals("ROOT", place.at("/artifactLocation/uriBaseId").textValue());
    assertEquals(2, place.at("/region/startLine").intValue());
    assertTrue(run.at("/originalUriBaseIds/ROOT/uri").textValue().startsWith("file:///"));
    assertEquals("fail", result.get("kind").textValue());
    assertEquals("error", result.get("level").textValue());
  }

  @Test
  void points_to_the_file_where_a_setting_belongs_that_no_file_sets() {
    // When
    JsonNode result = result(run(Audits.of("ECS_CLUSTER=c\n")), "awsvpc-imds-block");

    // Then
    assertEquals("fail", result.get("kind").textValue());
    JsonNode place = result.at("/locations/0/physicalLocation");
    assertEquals("etc/ecs/ecs.config", place.at("/artifactLocation/uri").textValue());
    assertFalse(place.has("region"), place.toString());
  }

  @Test
  void has_a_rule_with_help_for_every_result() {
    // When
    JsonNode run = run(Audits.of(DRIFT));

    // Then
    JsonNode rules = run.at("/tool/driver/rules");
    for (JsonNode result : run.get("results")) {
      JsonNode rule = rules.get(result.get("ruleIndex").intValue());
      assertEquals(result.get("ruleId"), rule.get("id"));
      assertTrue(rule.at("/help/text").textValue().contains("Why\n"), rule.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({"ECS_CLUSTER=other", "'# a comment'", "''"})
  void keeps_its_fingerprints_when_lines_move_and_values_change(String line) {
    // When
    Map<String, String> before = fingerprints(run(Audits.of(DRIFT)));
    Map<String, String> after =
        fingerprints(run(Audits.of(line + "\n\n" + DRIFT.replace("IAM_ROLE=yes", "IAM_ROLE=no"))));

    // Then
    assertEquals(before, after);
  }

  @Test
  void gives_every_result_a_fingerprint_of_its_own() {
    // When
    JsonNode run = run(Audits.of(DRIFT));

    // Then
    Set<String> fingerprints = new HashSet<>(fingerprints(run).values());
    assertEquals(run.get("results").size(), fingerprints.size());
  }

  @Test
  void gives_a_level_only_to_what_fails() {
    for (JsonNode result : run(Audits.of(DRIFT)).get("results")) {
      boolean fails = result.get("kind").textValue().equals("fail");
      assertEquals(!fails, result.get("level").textValue().equals("none"), result.toString());
    }
  }

  @Test
  void suppresses_what_is_waived() {
    // Given
    AuditReport plain = Audits.of(DRIFT);
    Baseline strict = plain.audit().baseline();
    Waiver waiver =
        new Waiver(
            "awsvpc-imds-block",
            Optional.empty(),
            Optional.empty(),
            "because",
            "me",
            LocalDate.of(2026, 12, 31),
            Location.line("b", 1));
    Baseline baseline =
        new Baseline(
            "n",
            "s",
            strict.chain(),
            strict.settings(),
            strict.controls(),
            List.of(waiver),
            List.of(),
            Baseline.Choice.OPTION);

    // When
    JsonNode result =
        result(run(Audits.of(plain.audit().instance(), baseline)), "awsvpc-imds-block");

    // Then
    assertEquals(
        "because (me, until 2026-12-31)", result.at("/suppressions/0/justification").textValue());
    assertEquals(
        List.of(),
        ReportSchema.sarif()
            .violations(
                FormatsTest.json(SarifAudit.write(Audits.of(plain.audit().instance(), baseline)))));
    assertEquals("WAIVED", result.at("/properties/status").textValue());
    assertFalse(result(run(plain), "awsvpc-imds-block").has("suppressions"));
  }

  @Test
  void encodes_what_a_uri_cannot_hold() {
    assertEquals("file:///", SarifLocation.base("/"));
    assertEquals("file:///mnt/a%20b%23%C3%A9/", SarifLocation.base("/mnt/a b#é"));
  }

  @Test
  void says_that_a_control_was_not_evaluated() {
    // Given
    Instance instance =
        Instance.of(
            Hosts.instance()
                .with(
                    new io.ecsharden.facts.FileFact.Unreadable(
                        HostFacts.ECS_CONFIG,
                        io.ecsharden.facts.FileFact.Cause.IO_ERROR,
                        "broken disk"))
                .facts());

    // When
    JsonNode result =
        result(
            run(Audits.of(instance, Audits.of("A=1\n").audit().baseline())), "awsvpc-imds-block");

    // Then
    assertEquals("open", result.get("kind").textValue());
  }

  private static JsonNode run(AuditReport report) {
    return FormatsTest.json(SarifAudit.write(report)).at("/runs/0");
  }

  private static JsonNode result(JsonNode run, String control) {
    for (JsonNode result : run.get("results")) {
      if (result.get("ruleId").textValue().equals(control)) {
        return result;
      }
    }
    throw new AssertionError("no result of " + control);
  }

  private static Map<String, String> fingerprints(JsonNode run) {
    Map<String, String> fingerprints = new HashMap<>();
    for (JsonNode result : run.get("results")) {
      String subject = result.at("/message/text").textValue().split(":")[0];
      fingerprints.put(
          result.get("ruleId").textValue()
              + (result.get("ruleId").textValue().equals("agent-settings") ? subject : ""),
          result.get("partialFingerprints").toString());
    }
    return fingerprints;
  }
}
