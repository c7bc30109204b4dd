package io.ecsharden.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.secrets.Disclosure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An audit as a daemon would call it: no command line, no process, no clock of its own. */
class AuditTest {

  @TempDir private Path root;
  private final TestRun run = new TestRun();

  @Test
  void finds_drift_and_says_nothing() throws IOException {
    // Given
    config("ECS_AWSVPC_BLOCK_IMDS=false\n");

    // When
    Audit.Done audit = done(audit("default", false, Duration.ZERO));

    // Then
    assertTrue(audit.hasDrift());
    assertFalse(audit.needsRestart());
    assertEquals(List.of(), run.warnings);
    assertEquals(List.of(), run.sleeps);
  }

  @Test
  void waits_before_it_looks_when_the_audit_is_sent() throws IOException {
    // Given
    config("A=1\n");

    // When
    audit("default", true, Duration.ofSeconds(5));

    // Then
    assertEquals(1, run.sleeps.size());
    assertTrue(run.sleeps.getFirst().compareTo(Duration.ofSeconds(5)) < 0, run.sleeps.toString());
  }

  @Test
  void does_not_wait_when_the_audit_is_not_sent() throws IOException {
    // Given
    config("A=1\n");

    // When
    audit("default", false, Duration.ofSeconds(5));

    // Then
    assertEquals(List.of(), run.sleeps);
  }

  @Test
  void gives_every_mistake_of_a_baseline_a_line() throws IOException {
    // Given
    config("A=1\n");
    Path baseline =
        Files.writeString(
            root.resolve("b.yaml"), "schemaVersion: 1\ncontrols: {nope: {}, neither: {}}\n");

    // When
    Stop stop = stop(audit(baseline.toString(), false, Duration.ZERO));

    // Then
    assertEquals(Stop.Reason.BAD_BASELINE, stop.reason());
    assertEquals(3, stop.lines().size(), stop.toString());
  }

  @Test
  void stops_where_there_is_nothing_to_audit_and_where_no_parameter_can_have_that_name() {
    assertEquals(
        Stop.Reason.NOTHING_TO_AUDIT, stop(audit("default", false, Duration.ZERO)).reason());
    assertEquals(Stop.Reason.WRONG_REQUEST, stop(audit("ssm:a b", false, Duration.ZERO)).reason());
  }

  @Test
  void sends_no_secret_that_its_report_reveals() throws IOException {
    // Given
    config("HTTP_PROXY=http://u:hunter2hunter2@proxy:3128\n");
    RunContext context = run.context(root, "audit");
    ReportDelivery delivery = new ReportDelivery(context, TestRun.request(false, Duration.ZERO));

    // When
    Audit.Done revealed =
        done(Audit.run(context, new Audit.Request(request("default"), true), delivery));

    // Then
    assertEquals(Disclosure.REVEAL, revealed.report().disclosure());
    assertFalse(revealed.whole().findings().toString().contains("hunter2"));
    assertFalse(delivery.preview(revealed).toString().contains("hunter2"));
    assertEquals(ReportDelivery.Status.NOT_REQUESTED, delivery.deliver(revealed));
  }

  private Result<Audit.Done> audit(String baseline, boolean send, Duration jitter) {
    RunContext context = run.context(root, "audit");
    return Audit.run(
        context,
        new Audit.Request(request(baseline), false),
        new ReportDelivery(context, TestRun.request(send, jitter)));
  }

  private static BaselineRequest request(String name) {
    return new BaselineRequest(
        Optional.of(name), Duration.ofDays(7), InputStream.nullInputStream());
  }

  private void config(String text) throws IOException {
    Files.createDirectories(root.resolve("etc/ecs"));
    Files.writeString(root.resolve("etc/ecs/ecs.config"), text);
  }

  private static Audit.Done done(Result<Audit.Done> result) {
    return switch (result) {
      case Result.Done<Audit.Done>(Audit.Done done) -> done;
      case Result.Stopped<Audit.Done>(Stop stop) -> throw new AssertionError(stop);
    };
  }

  private static Stop stop(Result<Audit.Done> result) {
    return assertInstanceOf(Result.Stopped.class, result).stop();
  }
}
