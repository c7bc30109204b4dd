package io.ecsharden.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ecsharden.Hosts;
import io.ecsharden.aws.compliance.SsmReporter;
import io.ecsharden.aws.connection.SsmSettings;
import io.ecsharden.baseline.Baseline;
import io.ecsharden.baseline.BuiltinBaselines;
import io.ecsharden.control.AuditResult;
import io.ecsharden.control.Auditor;
import io.ecsharden.control.check.Controls;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.format.Fuzzing;
import io.ecsharden.format.RandomFiles;
import io.ecsharden.host.http.SocketHttp;
import io.ecsharden.machine.Deadline;
import io.ecsharden.secrets.Disclosure;
import io.ecsharden.settings.Instance;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From whatever is on an instance to the reports: they are well-formed and keep its secrets. */
class PipelineFuzzTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<String> URLS = List.of("https://ecs.us-east-1.amazonaws.com/");

  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  @Test
  void reports_on_whatever_is_on_an_instance() throws InterruptedException {
    Fuzzing.run(2, PipelineFuzzTest::anything);
  }

  @Test
  void keeps_planted_secrets() throws InterruptedException {
    Fuzzing.run(2, PipelineFuzzTest::secrets);
  }

  @Test
  @Tag("fuzz")
  void reports_on_whatever_is_on_an_instance_for_long() throws InterruptedException {
    Fuzzing.runFor(Fuzzing.longSeconds() / 3, PipelineFuzzTest::anything);
  }

  @Test
  @Tag("fuzz")
  void keeps_planted_secrets_for_long() throws InterruptedException {
    Fuzzing.runFor(Fuzzing.longSeconds() / 3, PipelineFuzzTest::secrets);
  }

  private static void anything(RandomFiles files) {
    check(
        files.next(),
        files.next(),
        files.next(),
        files.next(),
        files.next(),
        files.pick("amzn", "debian"),
        "\0");
  }

  private static void secrets(RandomFiles files) {
    PlantedSecrets planted = new PlantedSecrets(files);
    byte[] etc = planted.envFile();
    byte[] varLib = planted.envFile();
    byte[] runs = planted.envFile();
    check(etc, varLib, planted.json(), planted.dropIn(), runs, "amzn", PlantedSecrets.MARKER);
  }

  private static void check(
      byte[] etc,
      byte[] varLib,
      byte[] json,
      byte[] dropIn,
      byte[] runs,
      String os,
      String secret) {
    Fuzzing.explain(
        () -> {
          HostFacts facts =
              Hosts.instance()
                  .on(os, "1", "Some Linux")
                  .with(HostFacts.ECS_CONFIG, etc)
                  .with(HostFacts.INSTANCE_CONFIG, varLib)
                  .with(HostFacts.JSON_CONFIG, json)
                  .withUnit("[Service]\nEnvironmentFile=-/etc/ecs/ecs.config\n")
                  .withDropIn(new String(dropIn, StandardCharsets.UTF_8))
                  .running(new RunningFacts(running(runs), running(runs)))
                  .facts();
          reports(Instance.of(facts), secret);
        },
        etc,
        varLib,
        json,
        dropIn,
        runs);
  }

  /** A program with an environment of the lines of a file. */
  private static Program running(byte[] file) {
    Map<String, String> environment = new HashMap<>();
    for (String line : new String(file, StandardCharsets.UTF_8).split("\n", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        environment.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return new Program.Running(environment, NOW);
  }

  private static void reports(Instance instance, String secret) {
    for (Baseline baseline : BuiltinBaselines.parsed(Controls.catalog()).values()) {
      AuditResult report =
          new AuditResult(
              instance, baseline, NOW, new Auditor(Controls.all(), baseline, NOW).audit(instance));
      AuditReport shown = new AuditReport(report, "1");
      json("audit", JsonAudit.write(shown), secret);
      json("audit in SARIF", SarifAudit.write(shown), secret);
      text("audit", TextAudit.write(shown, Presentation.PLAIN), secret);
      text("audit for JUnit", JunitAudit.write(shown), secret);
      json("what Systems Manager gets", sent(report), secret);
      assertEquals(
          report.findings().size(),
          report.summary().values().stream().mapToInt(Integer::intValue).sum());
    }
    EffectiveReport effective =
        new EffectiveReport(instance, Disclosure.HIDE, URLS, HostIdentity.UNKNOWN);
    JsonNode agent = json("effective", JsonEffective.write(effective), secret).path("agent");
    assertFalse(agent.isEmpty(), "no setting in the report");
    text("effective", TextEffective.write(effective, Presentation.PLAIN), secret);
  }

  private static String sent(AuditResult report) {
    SsmSettings settings =
        new SsmSettings(
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new SocketHttp(),
            Deadline.in(Duration.ZERO));
    return new SsmReporter(settings, report, "audit-1", "audit", Map.of()).preview();
  }

  private static JsonNode json(String report, String text, String secret) {
    noControls(report + " as JSON", text);
    try {
      JsonNode tree = STRICT.readTree(text);
      noSecret(report + " as JSON", text + tree, secret);
      return tree;
    } catch (JsonProcessingException e) {
      throw new AssertionError(report + " is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static void text(String report, String text, String secret) {
    noControls(report + " as text", text);
    noSecret(report + " as text", text, secret);
  }

  private static void noSecret(String report, String text, String secret) {
    int at = text.indexOf(secret);
    if (at >= 0) {
      String around = text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 40));
      throw new AssertionError("a secret in " + report + ": …" + around);
    }
  }

  private static void noControls(String report, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = c < ' ' && c != '\n' || c >= 0x7F && c < 0xA0;
      assertFalse(control, report + " holds U+" + Integer.toHexString(c));
    }
  }
}
