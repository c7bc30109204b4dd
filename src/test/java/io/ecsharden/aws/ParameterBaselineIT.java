package io.ecsharden.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.aws.ReportingInstance.Outcome;
import io.ecsharden.lab.NeedsEngine;
import io.ecsharden.standin.AwsStandIn;
import io.ecsharden.standin.Fault;
import io.ecsharden.standin.Fault.Kind;
import io.ecsharden.standin.Fault.Target;
import io.ecsharden.standin.LoggedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The desired state from Parameter Store, and its copy. */
@NeedsEngine
class ParameterBaselineIT {

  private static final String NAME = "/ecs-harden/baseline";

  /** For an answer: a slow machine has its time. */
  private static final String TIMEOUT = " --report-timeout 20s";

  /** For what is tried again until this time is over. */
  private static final String SHORT_TIMEOUT = " --report-timeout 2s";

  private static final String AUDIT = "audit --format json --baseline ssm:" + NAME + TIMEOUT;

  @TempDir private static Path folder;

  private AwsStandIn aws;
  private ReportingInstance instance;

  @BeforeEach
  void start() throws IOException {
    aws = AwsStandIn.start().reset();
    instance = new ReportingInstance(folder, aws);
  }

  private static String baseline(String name) {
    return "schemaVersion: 1\nname: " + name + "\nextends: default\n";
  }

  private static Fault unreachable() {
    return Fault.of(Kind.ACCESS_DENIED).always();
  }

  @ParameterizedTest
  @ValueSource(strings = {"String", "SecureString"})
  void takes_the_latest_version_one_that_is_pinned_and_one_with_a_label(String type)
      throws Exception {
    // Given
    aws.putParameter(NAME, type, baseline("first"), "stable");
    aws.putParameter(NAME, type, baseline("second"));

    // Then
    assertUses("second", instance.run(AUDIT));
    assertUses("first", instance.run(AUDIT.replace(NAME, NAME + ":1")));
    assertUses("first", instance.run(AUDIT.replace(NAME, NAME + ":stable")));
    assertNothing(instance.run(AUDIT.replace(NAME, NAME + ":9")), 78, "ParameterVersionNotFound");
  }

  @Test
  void audits_nothing_when_there_is_none() throws Exception {
    assertNothing(instance.run(AUDIT), 78, "ParameterNotFound");
  }

  @Test
  void uses_the_copy_while_the_service_cannot_be_reached_and_says_how_old_it_is() throws Exception {
    // Given
    aws.putParameter(NAME, "String", baseline("first"));
    instance.run(AUDIT);
    aws.faults(unreachable());

    // When
    Outcome outcome = instance.run(AUDIT);

    // Then
    assertTrue(outcome.out().contains("\"first\""), outcome.out());
    assertEquals(1, outcome.err().size());
    assertTrue(outcome.err().getFirst().contains("AccessDeniedException; the copy of "));
    assertTrue(outcome.err().getFirst().contains("(0 h old) is used"), outcome.toString());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(copy())));
  }

  @Test
  void uses_no_copy_in_place_of_a_value_that_is_wrong() throws Exception {
    // Given
    aws.putParameter(NAME, "String", baseline("first"));
    instance.run(AUDIT);
    aws.putParameter(NAME, "String", "schemaVersion: 1\ncontrols: [\n");

    // Then
    assertNothing(instance.run(AUDIT), 78, "is not used");
    assertNothing(instance.run(fix()), 78, "is not used");

    // And: the copy is still the good one
    aws.faults(unreachable());
    assertTrue(instance.run(AUDIT).out().contains("\"first\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"HTML_200", "GARBAGE", "TRUNCATED_JSON", "REDIRECT", "THROTTLE", "SILENCE"})
  void reads_nothing_else_as_a_value(String kind) throws Exception {
    // Given
    aws.putParameter(NAME, "String", baseline("first"));
    aws.faults(Fault.of(Kind.valueOf(kind)).always());

    // Then
    Outcome outcome = instance.run(AUDIT.replace(TIMEOUT, SHORT_TIMEOUT));
    assertNothing(outcome, 78, "there is no good copy of it here");
    assertEquals(1, outcome.err().size(), outcome.toString());
    assertTrue(outcome.seconds() <= 2 + 2, outcome.toString());
  }

  @Test
  void refuses_a_copy_that_is_too_old_or_from_the_future() throws Exception {
    // Given
    aws.putParameter(NAME, "String", baseline("first"));
    instance.run(AUDIT);
    aws.faults(unreachable());
    String copy = Files.readString(copy());

    // Then
    write(copy.replaceFirst("^\\d{4}", "2020"));
    assertNothing(instance.run(AUDIT), 78, "is older than --max-baseline-age allows");
    write(copy.replaceFirst("^\\d{4}", "2196"));
    assertNothing(instance.run(AUDIT), 78, "from the future");
  }

  @Test
  void makes_no_plan_of_a_copy_that_is_damaged() throws Exception {
    // Given
    aws.putParameter(NAME, "String", baseline("first"));
    instance.run(AUDIT);
    aws.faults(unreachable());
    String copy = Files.readString(copy());
    String before = Files.readString(instance.path("etc/ecs/ecs.config"));

    // Then
    for (String damaged :
        List.of(
            copy.replace("first", "other"),
            copy.substring(0, copy.length() - 3),
            copy.substring(copy.indexOf('\n') + 1),
            "",
            "\n",
            "x y\n")) {
      write(damaged);
      assertNothing(instance.run(fix()), 78, "there is no good copy of it here");
    }
    assertEquals(before, Files.readString(instance.path("etc/ecs/ecs.config")));
  }

  @Test
  void repairs_by_a_parameter() throws Exception {
    // Given
    aws.putParameter(NAME, "SecureString", baseline("first"));

    // When
    Outcome outcome = instance.run(fix());

    // Then
    assertEquals(List.of(), outcome.err());
    assertTrue(outcome.out().contains("first"), outcome.out());
    assertEquals(1, instance.state("receipts").size());
  }

  @Test
  void waits_once_and_before_its_first_call() throws Exception {
    // Given
    aws.putParameter(NAME, "String", baseline("first"));
    aws.manage(AwsStandIn.INSTANCE);
    String report = " --report ssm --report-heartbeat 0s --report-jitter 3s --report-timeout 20s";
    double longest = 0;
    double shortest = 3;

    for (int i = 0; i < 4; i++) {
      // When
      double begin = System.currentTimeMillis() / 1e3;
      instance.run("audit --baseline ssm:" + NAME + report);

      // Then
      List<LoggedRequest> calls = aws.requests(Target.SSM);
      LoggedRequest first = calls.get(calls.size() - 3);
      assertEquals("GetParameter", first.operation());
      assertTrue(calls.getLast().at() - first.at() < 1, calls.toString());
      longest = Math.max(longest, first.at() - begin);
      shortest = Math.min(shortest, first.at() - begin);
    }
    // not what the build had thrown
    assertTrue(longest - shortest > 0.1, "waited " + shortest + " to " + longest + " s");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssm:",
        "ssm::1",
        "ssm:/a:",
        "ssm:/a;b",
        "ssm:/a:b:c",
        "ssm:$(id)",
        "ssm:/a\u0000b"
      })
  void refuses_a_container_name_that_is_not_one(String name) throws Exception {
    assertNothing(
        instance.run("audit --baseline " + name.replace('\0', '\t')),
        2,
        "not the name of a parameter");
    assertEquals(List.of(), aws.requests(Target.SSM));
  }

  private static String fix() {
    return "fix --restart never --baseline ssm:" + NAME + TIMEOUT;
  }

  private Path copy() throws IOException {
    try (Stream<Path> files = Files.list(instance.path("var/lib/ecs-harden/baselines"))) {
      return files
          .filter(f -> !f.getFileName().toString().startsWith("."))
          .findFirst()
          .orElseThrow();
    }
  }

  private void write(String text) throws IOException {
    Files.write(copy(), text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertUses(String name, Outcome outcome) {
    assertEquals(List.of(), outcome.err());
    assertEquals(10, outcome.code());
    assertTrue(outcome.out().contains("\"" + name + "\""), outcome.out());
  }

  private static void assertNothing(Outcome outcome, int code, String why) {
    assertEquals(code, outcome.code(), outcome.toString());
    assertEquals("", outcome.out());
    assertTrue(outcome.err().getLast().contains(why), outcome.toString());
    assertFalse(outcome.err().toString().contains("Exception in thread"), outcome.toString());
  }
}
