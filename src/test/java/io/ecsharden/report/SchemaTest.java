package io.ecsharden.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecsharden.Hosts;
import io.ecsharden.baseline.Baseline;
import io.ecsharden.baseline.BuiltinBaselines;
import io.ecsharden.baseline.Waiver;
import io.ecsharden.control.AuditResult;
import io.ecsharden.control.Auditor;
import io.ecsharden.control.check.Controls;
import io.ecsharden.facts.AgentCondition;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.format.Location;
import io.ecsharden.format.RandomFiles;
import io.ecsharden.secrets.Disclosure;
import io.ecsharden.settings.Instance;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON reports are what docs/schema says. */
class SchemaTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ReportSchema auditSchema = new ReportSchema("audit-v1.schema.json");
  private final ReportSchema effectiveSchema = new ReportSchema("effective-v1.schema.json");

  @Test
  void describes_the_reports_of_a_thousand_odd_instances() throws JsonProcessingException {
    // Given
    RandomFiles files = new RandomFiles(11);

    for (int i = 0; i < 1_000; i++) {
      // When
      Instance instance =
          Instance.of(
              Hosts.instance()
                  .with(HostFacts.ECS_CONFIG, files.next())
                  .with(HostFacts.JSON_CONFIG, files.json())
                  .withDropIn(new String(files.next(), StandardCharsets.UTF_8))
                  .facts());

      // Then
      assertEquals(List.of(), auditSchema.violations(audit(instance)));
      assertEquals(List.of(), effectiveSchema.violations(effective(instance)));
    }
  }

  @Test
  void describes_unknown_values_waivers_and_a_failing_agent() throws JsonProcessingException {
    // Given
    Instance instance =
        Instance.of(
            Hosts.instance()
                .with(
                    new FileFact.Unreadable(
                        HostFacts.INSTANCE_CONFIG, FileFact.Cause.IO_ERROR, "broken disk"))
                .with(HostFacts.ECS_CONFIG, "ECS_INSTANCE_ATTRIBUTES=x\nHTTP_PROXY=http://p:1\n")
                .facts());

    // When
    JsonNode audit = audit(instance);
    JsonNode effective = effective(instance);

    // Then
    assertTrue(audit.toString().contains("NOT_EVALUATED") && audit.toString().contains("waiver"));
    assertTrue(
        effective.toString().contains("agentFails") && effective.toString().contains("unknown"));
    assertEquals(List.of(), auditSchema.violations(audit));
    assertEquals(List.of(), effectiveSchema.violations(effective));
  }

  @Test
  void describes_an_agent_that_is_newer_than_the_facts() throws JsonProcessingException {
    // Given
    Program down = new Program.Down("x");
    Instance instance =
        Instance.of(
            Hosts.instance()
                .running(
                    new RunningFacts(down, down)
                        .with(new AgentCondition.Ready("Amazon ECS Agent - v1.108.3 (abc)")))
                .facts());

    // When
    JsonNode audit = audit(instance);

    // Then
    assertEquals("1.108.3", audit.at("/agent/version").textValue());
    assertTrue(audit.at("/agent/newerThanFacts").booleanValue());
    assertEquals(List.of(), auditSchema.violations(audit));
  }

  @Test
  void notices_a_member_that_is_missing_or_not_described() throws JsonProcessingException {
    // Given
    ObjectNode audit = (ObjectNode) audit(Instance.of(Hosts.instance().facts()));

    // Then
    assertEquals(1, auditSchema.violations(audit.deepCopy().put("extra", 1)).size());
    ObjectNode hostless = audit.deepCopy();
    hostless.remove("host");
    assertEquals(1, auditSchema.violations(hostless).size());
    assertEquals(1, auditSchema.violations(audit.deepCopy().put("schemaVersion", 2)).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit-v1.schema.json",
        "baseline-v1.schema.json",
        "effective-v1.schema.json",
        "exposure-v1.schema.json",
        "report-v1.schema.json"
      })
  void describes_every_member(String name) {
    // Given
    JsonNode tree = new ReportSchema(name).tree();

    // Then
    assertEquals("https://json-schema.org/draft/2020-12/schema", tree.get("$schema").textValue());
    for (JsonNode properties : tree.findValues("properties")) {
      properties
          .properties()
          .forEach(member ->
              assertFalse(
                  member.getValue().path("description").asText().isBlank()
                      && !member.getValue().has("$ref"),
                  member.getKey() + " has no description"));
    }
  }

  private static JsonNode audit(Instance instance) throws JsonProcessingException {
    Baseline strict =
        Optional.ofNullable(BuiltinBaselines.parsed(Controls.catalog()).get("strict"))
            .orElseThrow();
    Waiver waiver =
        new Waiver(
            "config-hygiene",
            Optional.empty(),
            Optional.empty(),
            "r",
            "a",
            LocalDate.of(9999, 12, 31),
            Location.line("b", 1));
    Waiver expired =
        new Waiver(
            "agent-settings",
            Optional.empty(),
            Optional.empty(),
            "r",
            "a",
            LocalDate.EPOCH,
            Location.line("b", 2));
    Baseline baseline =
        new Baseline(
            "n",
            "s",
            strict.chain(),
            strict.settings(),
            strict.controls(),
            List.of(waiver, expired),
            List.of(),
            Baseline.Choice.OPTION);
    AuditResult report =
        new AuditResult(
            instance, baseline, NOW, new Auditor(Controls.all(), baseline, NOW).audit(instance));
    return MAPPER.readTree(JsonAudit.write(new AuditReport(report, "1")));
  }

  private static JsonNode effective(Instance instance) throws JsonProcessingException {
    EffectiveReport report =
        new EffectiveReport(
            instance,
            Disclosure.HIDE,
            List.of("https://ecs.us-east-1.amazonaws.com", "%zz"),
            HostIdentity.UNKNOWN);
    return MAPPER.readTree(JsonEffective.write(report));
  }
}
