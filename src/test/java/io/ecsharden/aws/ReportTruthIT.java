package io.ecsharden.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecsharden.aws.ReportingInstance.Outcome;
import io.ecsharden.lab.NeedsEngine;
import io.ecsharden.standin.AwsStandIn;
import io.ecsharden.standin.Fault;
import io.ecsharden.standin.Fault.Kind;
import io.ecsharden.standin.Fault.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees is what the last run found, whatever went wrong before. */
@NeedsEngine
class ReportTruthIT {

  private static final String AUDIT = "audit --report ssm --report-timeout 20s";

  /** For what is tried again until this time is over. */
  private static final String SHORT_AUDIT = "audit --report ssm --report-timeout 4s";

  private static final String BLOCKED = "ECS_AWSVPC_BLOCK_IMDS=true\n";
  private static final String OPEN = "ECS_AWSVPC_BLOCK_IMDS=false\n";
  private static final String OTHER = "i-0fedcba9876543210";

  @TempDir private static Path folder;

  private AwsStandIn aws;
  private ReportingInstance instance;

  @BeforeEach
  void start() throws IOException {
    aws = AwsStandIn.start().reset();
    aws.manage(AwsStandIn.INSTANCE, OTHER);
    instance = new ReportingInstance(folder, aws);
  }

  /** The status of each control, as an operator reads it. */
  private Map<String, String> statuses(String id) {
    Map<String, String> statuses = new TreeMap<>();
    for (JsonNode item : aws.complianceItems(id)) {
      statuses.put(item.path("Id").textValue(), item.path("Status").textValue());
    }
    return statuses;
  }

  private Outcome audit(String config) throws Exception {
    return audit(config, AUDIT);
  }

  private Outcome audit(String config, String line) throws Exception {
    Files.writeString(instance.path("etc/ecs/ecs.config"), config);
    return instance.run(line);
  }

  private long accepted(String operation) {
    return aws.requests(Target.SSM).stream()
        .filter(r -> r.operation().equals(operation) && r.verdict().equals("ok"))
        .count();
  }

  @Test
  void is_reported_again_when_the_spool_says_something_else() throws Exception {
    // Given: drift is known, and the report of its repair could not be sent
    assertEquals(List.of(), audit(OPEN).err());
    Map<String, String> drift = statuses(AwsStandIn.INSTANCE);
    aws.faults(Fault.of(Kind.ACCESS_DENIED).always());
    assertEquals(1, audit(BLOCKED).err().size());
    aws.recover();

    // When: the drift is back
    Outcome last = audit(OPEN);

    // Then
    assertEquals(List.of(), last.err());
    assertEquals("NON_COMPLIANT", drift.get("awsvpc-imds-block"));
    assertEquals(drift, statuses(AwsStandIn.INSTANCE));
    assertEquals(List.of(), instance.state("spool"));
  }

  @Test
  void is_reported_again_when_the_service_may_have_another_report() throws Exception {
    // Given: the repair is reported, but the answer is lost, and the spool is dropped
    assertEquals(List.of(), audit(OPEN).err());
    Map<String, String> drift = statuses(AwsStandIn.INSTANCE);
    aws.faults(Fault.of(Kind.LOST_ANSWER).always());
    assertEquals(1, audit(BLOCKED, SHORT_AUDIT).err().size());
    assertNotEquals(drift, statuses(AwsStandIn.INSTANCE));
    for (Path kept : instance.state("spool")) {
      Files.delete(kept);
    }
    aws.recover();

    // Then
    assertEquals(List.of(), audit(OPEN).err());
    assertEquals(drift, statuses(AwsStandIn.INSTANCE));
  }

  @Test
  void goes_on_where_the_inventory_is_not_permitted() throws Exception {
    // Given
    aws.faults(Fault.of(Kind.ACCESS_DENIED).on("PutInventory").always());
    assertEquals(1, audit(BLOCKED).err().size());
    Map<String, String> before = statuses(AwsStandIn.INSTANCE);

    // When
    Outcome drift = audit(OPEN, AUDIT + " --report-required");

    // Then
    assertEquals(74, drift.code());
    assertTrue(
        drift.err().getFirst().contains("the role lacks ssm:PutInventory; 2"), drift.toString());
    assertEquals("COMPLIANT", before.get("awsvpc-imds-block"));
    assertEquals("NON_COMPLIANT", statuses(AwsStandIn.INSTANCE).get("awsvpc-imds-block"));

    // And: once it is permitted, no call is made twice
    aws.recover();
    assertEquals(List.of(), audit(OPEN).err());
    assertEquals(2, accepted("PutComplianceItems"));
    assertEquals(2, accepted("PutInventory"));
  }

  @Test
  void sends_both_calls_where_another_instance_sent_one_before_its_disk_was_copied()
      throws Exception {
    // Given
    Path id = instance.path("var/lib/cloud/data/instance-id");
    Files.createDirectories(id.getParent());
    Files.writeString(id, AwsStandIn.INSTANCE + "\n");
    aws.faults(Fault.of(Kind.ACCESS_DENIED).on("PutInventory").always());
    audit(OPEN);
    aws.recover();

    // When
    Files.writeString(id, OTHER + "\n");
    Outcome copy = audit(OPEN, AUDIT + " --report-required --instance-id " + OTHER);

    // Then
    assertEquals(10, copy.code(), copy.toString());
    assertEquals("NON_COMPLIANT", statuses(OTHER).get("awsvpc-imds-block"));
    assertEquals(1, aws.inventory(OTHER).size());
  }

  @Test
  void is_kept_while_another_run_is_sending_which_then_sends_it() throws Exception {
    // Given: the calls of the first run take their time, each less than the client waits for
    aws.faults(Fault.of(Kind.DELAY).lasting(Duration.ofSeconds(3)).times(2));
    Files.writeString(instance.path("etc/ecs/ecs.config"), OPEN);
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Future<Outcome> first = other.submit(() -> instance.run(AUDIT));
      while (aws.requests(Target.SSM).isEmpty() && !first.isDone()) {
        Thread.sleep(20);
      }

      // When
      Outcome second = audit(BLOCKED, "audit --report ssm --report-timeout 1s");

      // Then
      assertEquals(1, second.err().size(), second.toString());
      assertTrue(
          second.err().getFirst().contains("another run is sending reports; 2 reports are kept"),
          second.toString());
      assertEquals(List.of(), first.get().err());
    }
    assertEquals("COMPLIANT", statuses(AwsStandIn.INSTANCE).get("awsvpc-imds-block"));
    assertEquals(2, accepted("PutInventory"));
    assertEquals(List.of(), instance.state("spool"));
  }

  @Test
  void arrives_where_the_output_is_closed() throws Exception {
    // When
    Outcome full = instance.run(List.of("sh", "-c", "exec \"$@\" >/dev/full", "sh"), AUDIT);

    // Then
    assertEquals(74, full.code());
    assertEquals(1, full.err().size(), full.toString());
    assertEquals(1, accepted("PutInventory"));
  }

  @Test
  void is_not_sent_each_time_where_the_account_has_no_room_for_the_inventory() throws Exception {
    // Given
    aws.faults(
        Fault.error(400, "CustomSchemaCountLimitExceededException", "")
            .on("PutInventory")
            .always());

    // When
    Outcome first = audit(OPEN, AUDIT + " --report-required");
    Outcome next = audit(OPEN, AUDIT + " --report-required");

    // Then
    assertEquals(74, first.code());
    assertEquals(10, next.code());
    assertEquals(1, accepted("PutComplianceItems"));
  }

  @Test
  void is_that_of_an_audit_after_the_wait() throws Exception {
    // When
    Outcome waited = instance.run("audit --report ssm --report-jitter 10s --report-timeout 20s");

    // Then
    assertEquals(List.of(), waited.err());
    String id =
        aws.complianceItems(AwsStandIn.INSTANCE)
            .getFirst()
            .path("ExecutionSummary")
            .path("ExecutionId")
            .textValue();
    double audited = Instant.parse(id.substring("audit-".length())).toEpochMilli() / 1e3;
    double reported = aws.requests(Target.SSM).getFirst().at();
    assertTrue(reported - audited < 3, reported - audited + " s after the audit: " + waited);
  }
}
