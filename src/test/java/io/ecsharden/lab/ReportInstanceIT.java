package io.ecsharden.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecsharden.lab.EcsInstance.Result;
import io.ecsharden.standin.AwsStandIn;
import io.ecsharden.standin.Fault;
import io.ecsharden.standin.Identity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Reports from a whole instance, with the executable as it is shipped, as an operator sees them.
 */
@NeedsEngine
class ReportInstanceIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String ID = "i-0aaaaaaaaaaaaaaa1";
  private static final String BLOCK = "awsvpc-imds-block";
  private static final String DRIFT = "ECS_CLUSTER=prod\nECS_AWSVPC_BLOCK_IMDS=\"true\"\n";
  private static final String PARAMETER = "/ecs-harden/baseline";

  // the executable trusts the authorities that it was built with, and those of this file
  private static final String TRUST = "AWS_CA_BUNDLE=/usr/local/share/ca-certificates/standin.crt ";
  private static final String NO_METADATA = "ip route replace unreachable 169.254.169.254/32";

  private AwsStandIn aws;

  @BeforeEach
  void start() {
    aws = AwsStandIn.start().reset();
  }

  @Test
  void turns_red_by_an_audit_and_green_by_a_repair_with_the_role_of_the_instance() {
    try (EcsInstance instance = ready()) {
      aws.manage(ID);

      // When
      Result audit = instance.sh(TRUST + "ecs-harden audit --report ssm");

      // Then
      assertEquals(10, audit.code(), audit.toString());
      assertEquals("", audit.err());
      JsonNode drifted = item(BLOCK);
      assertEquals("NON_COMPLIANT", drifted.get("Status").textValue());
      assertEquals("Custom:EcsAgentHardening", drifted.get("ComplianceType").textValue());
      assertEquals(
          "/etc/ecs/ecs.config:2",
          drifted.get("Details").get("Source").textValue(),
          () -> "" + drifted);
      assertTrue(
          aws.requests(Fault.Target.IMDS).stream().anyMatch(r -> r.method().equals("PUT")), "v2");
      assertTrue(aws.inventory(ID).toString().contains("\"ECS_AWSVPC_BLOCK_IMDS\""));

      // When
      Result fix = instance.sh(TRUST + "ecs-harden fix --wait 30s --report ssm");

      // Then
      assertEquals(0, fix.code(), fix.toString());
      assertEquals("COMPLIANT", item(BLOCK).get("Status").textValue());
      assertEquals(
          "ecs-harden fix", item(BLOCK).get("ExecutionSummary").get("ExecutionType").textValue());
      assertEquals(List.of(), kept(instance));
    }
  }

  @Test
  void reports_from_a_daemon_with_the_role_of_its_task_while_metadata_is_out_of_reach() {
    try (EcsInstance instance = ready()) {
      // Given
      aws.manage(ID);
      instance.sh(NO_METADATA).text();

      // When
      Result nameless = instance.sh(daemon("", "audit"));

      // Then
      assertEquals(10, nameless.code(), nameless.toString());
      assertTrue(
          nameless.err().contains("--instance-id or ECS_HARDEN_INSTANCE_ID"), nameless.err());
      assertEquals(1, kept(instance).size());

      // When
      Result named = instance.sh(daemon("-e ECS_HARDEN_INSTANCE_ID=" + ID, "audit"));

      // Then
      assertEquals(10, named.code(), named.toString());
      assertEquals("", named.err());
      assertEquals("NON_COMPLIANT", item(BLOCK).get("Status").textValue());
      assertEquals(List.of(), kept(instance));
      assertFalse(aws.requests(Fault.Target.CREDENTIALS).isEmpty());

      // When
      Result fix = instance.sh(daemon("", "fix --wait 30s --instance-id " + ID));

      // Then
      assertEquals(0, fix.code(), fix.toString());
      assertEquals("COMPLIANT", item(BLOCK).get("Status").textValue());
    }
  }

  @Test
  void takes_the_instance_id_that_cloud_init_wrote_where_metadata_is_out_of_reach() {
    try (EcsInstance instance = ready()) {
      // Given
      aws.manage(ID);
      instance.sh(NO_METADATA).text();
      instance.write("/var/lib/cloud/data/instance-id", ID + "\n");

      // When
      Result audit = instance.sh(daemon("", "audit"));

      // Then
      assertEquals(10, audit.code(), audit.toString());
      assertEquals("", audit.err());
      assertEquals("NON_COMPLIANT", item(BLOCK).get("Status").textValue());
    }
  }

  @Test
  void keeps_the_report_of_the_first_boot_until_the_instance_is_managed() {
    // Given
    String userData =
        """
        #!/bin/bash
        until [ -e /var/lib/standin/attached ]; do sleep 0.1; done
        %secs-harden fix --report ssm --report-timeout 20s >/dev/null 2>/var/lib/standin/fix.err
        echo $? > /var/lib/standin/fix.code
        """
            .formatted(TRUST);
    try (EcsInstance instance =
        EcsInstance.setup().config(DRIFT).program(program()).userData(userData).start()) {
      instance.sh("until systemctl is-active -q basic.target; do sleep 0.1; done").text();
      aws.attach(instance, Identity.of(ID));

      // When
      instance.write("/var/lib/standin/attached", "");
      instance.waitForBoot(EcsInstance.BOOT);
      instance.waitForAgent(SOON);

      // Then
      String error = instance.read("/var/lib/standin/fix.err");
      assertEquals("0", instance.read("/var/lib/standin/fix.code").strip(), error);
      assertTrue(error.contains("does not manage this instance yet"), error);
      assertEquals(1, kept(instance).size());
      assertEquals(List.of(), aws.complianceItems(ID));

      // When
      aws.manage(ID);
      Result report = instance.sh(TRUST + "ecs-harden report");

      // Then
      assertEquals(0, report.code(), report.toString());
      assertEquals("", report.err());
      assertEquals("COMPLIANT", item(BLOCK).get("Status").textValue());
      assertEquals(List.of(), kept(instance));
    }
  }

  @Test
  void takes_the_baseline_from_a_parameter_and_its_copy_when_nothing_answers() {
    try (EcsInstance instance = ready()) {
      // Given
      aws.putParameter(
          PARAMETER,
          "SecureString",
          "schemaVersion: 1\nname: fleet\nextends: default\ncontrols:\n  awsvpc-imds-block: {severity: CRITICAL}\n");
      String audit = TRUST + "ecs-harden audit --baseline ssm:" + PARAMETER;

      // When
      Result first = instance.sh(audit);

      // Then
      assertEquals(10, first.code(), first.toString());
      assertTrue(first.out().contains("CRITICAL"), first.out());

      // When
      instance.sh(NO_METADATA).text();
      Result second = instance.sh(audit + " --region us-east-1 --report-timeout 3s");

      // Then
      assertEquals(10, second.code(), second.toString());
      assertTrue(second.out().contains("CRITICAL"), second.out());
      assertTrue(second.err().contains("is used"), second.err());
    }
  }

  @Test
  void leaves_a_file_for_the_SSM_agent_and_calls_nobody() {
    try (EcsInstance instance = ready()) {
      // Given
      instance.sh("mkdir -p /var/lib/amazon/ssm/" + ID).text();

      // When
      Result audit = instance.exec("ecs-harden", "audit", "--inventory-file");

      // Then
      assertEquals(10, audit.code(), audit.toString());
      assertEquals("", audit.err());
      String file =
          instance.read(
              "/var/lib/amazon/ssm/" + ID + "/inventory/custom/EcsAgentConfiguration.json");
      assertTrue(file.contains("\"ECS_AWSVPC_BLOCK_IMDS\": \"false\""), file);
      assertTrue(file.contains("\"AgentVersion\""), file);
      assertEquals(List.of(), aws.requests());
    }
  }

  /** The command of a daemon's task in host mode, which has the agent's image and its own role. */
  private static String daemon(String options, String command) {
    return "docker run --rm --network host -v /:/host -e AWS_REGION=us-east-1"
        + " -e AWS_CONTAINER_CREDENTIALS_RELATIVE_URI=/v2/credentials/example"
        + " -e AWS_CA_BUNDLE=/host/usr/local/share/ca-certificates/standin.crt "
        + options
        + " --entrypoint /host/usr/local/bin/ecs-harden"
        + " $(docker inspect -f '{{.Image}}' ecs-agent) "
        + command
        + " --root /host --report ssm";
  }

  /** A control's item as ListComplianceItems shows it. */
  private JsonNode item(String control) {
    return aws.complianceItems(ID).stream()
        .filter(item -> item.get("Id").textValue().equals(control))
        .findFirst()
        .orElseThrow(() -> new AssertionError(aws.requests().toString()));
  }

  private static List<String> kept(EcsInstance instance) {
    return instance
        .sh("ls /var/lib/ecs-harden/spool 2>/dev/null | grep json; true")
        .text()
        .lines()
        .toList();
  }

  private EcsInstance ready() {
    EcsInstance instance = EcsInstance.setup().config(DRIFT).program(program()).boot();
    try {
      instance.waitForAgent(SOON);
      aws.attach(instance, Identity.of(ID));
      return instance;
    } catch (AssertionError e) {
      instance.close();
      throw e;
    }
  }

  private static Path program() {
    return Path.of(System.getProperty("native.image.path")).toAbsolutePath();
  }
}
