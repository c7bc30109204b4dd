package io.ecsharden.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.lab.EcsInstance;
import io.ecsharden.lab.EcsInstance.Result;
import io.ecsharden.lab.NeedsEngine;
import io.ecsharden.standin.AwsStandIn;
import io.ecsharden.standin.Identity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The scripts of the Command documents on an instance, run as SSM Agent runs them. */
@NeedsEngine
class RunCommandIT {

  private static final String DRIFT = "ECS_CLUSTER=prod\nECS_AWSVPC_BLOCK_IMDS=\"true\"\n";
  private static final String RIGHT = "ECS_CLUSTER=prod\nECS_AWSVPC_BLOCK_IMDS=true\n";
  private static final String ID = "i-0aaaaaaaaaaaaaaa6";
  private static final String TRUST = "AWS_CA_BUNDLE=" + AwsStandIn.CA_ON_INSTANCES;
  private static final Duration READY = Duration.ofSeconds(60);
  private static final int MOST = 24_000;

  @Test
  void audit_repair_and_put_back_an_instance() {
    try (EcsInstance instance = EcsInstance.setup().config(DRIFT).program(program()).boot()) {
      instance.waitForAgent(READY);
      Map<String, String> quick = Map.of("Report", "none", "JitterSeconds", "0");

      // When
      Result audit = run(instance, "ecs-harden-audit", quick);
      Result strict = run(instance, "ecs-harden-audit", with(quick, "FailOnDrift", "yes"));

      // Then: the summary comes first
      assertEquals(0, audit.code(), audit.toString());
      String[] lines = audit.out().split("\n");
      assertEquals("ecs-harden audit: exit code 10", lines[0]);
      assertTrue(lines[1].contains(" FAIL ("), lines[1]);
      assertTrue(audit.out().contains("awsvpc-imds-block"), audit.out());
      assertTrue(audit.out().length() <= MOST, "" + audit.out().length());
      assertEquals(10, strict.code(), strict.toString());

      // When
      Result plan = run(instance, "ecs-harden-fix", quick);
      String planned = instance.read(EcsInstance.CONFIG);
      Result fix =
          run(instance, "ecs-harden-fix", with(with(quick, "DryRun", "no"), "WaitSeconds", "40"));

      // Then
      assertEquals(0, plan.code(), plan.toString());
      assertEquals(DRIFT, planned);
      assertEquals(0, fix.code(), fix.toString());
      assertEquals(RIGHT, instance.read(EcsInstance.CONFIG));
      instance.waitForAgent(READY);

      // When
      Result status = run(instance, "ecs-harden-status", Map.of());
      Result rollback = run(instance, "ecs-harden-rollback", Map.of("DryRun", "no"));

      // Then
      assertTrue(status.text().contains("ecs-harden.service: "), status.out());
      assertTrue(status.text().contains("fix"), status.out());
      assertEquals(0, rollback.code(), rollback.toString());
      assertEquals(DRIFT, instance.read(EcsInstance.CONFIG));
    }
  }

  @Test
  @Tag("dist")
  void lead_from_drift_to_an_instance_that_an_operator_sees_compliant() {
    AwsStandIn aws = AwsStandIn.start().reset();
    try (EcsInstance instance = EcsInstance.setup().config(DRIFT).program(program()).boot()) {
      instance.waitForAgent(READY);
      aws.attach(instance, Identity.of(ID));
      aws.manage(ID);

      // When
      Result fix =
          run(instance, "ecs-harden-fix", Map.of("DryRun", "no", "WaitSeconds", "40"), TRUST);

      // Then
      assertEquals(0, fix.code(), fix.toString());
      assertEquals(Set.of("COMPLIANT"), aws.complianceStatuses(ID));
    }
  }

  @Test
  void say_in_one_line_what_is_missing_and_cut_a_long_report() {
    try (EcsInstance instance = EcsInstance.setup().config(DRIFT).boot()) {
      // Given: no program
      Result missing = run(instance, "ecs-harden-audit", Map.of());

      // Then
      assertEquals(127, missing.code(), missing.toString());
      assertEquals("ecs-harden is not installed here: install its package first.\n", missing.out());

      // Given
      instance.installProgram(program());
      StringBuilder many = new StringBuilder();
      for (int i = 0; i < 400; i++) {
        many.append("ECS_AWSVPC_BLOCK_IMDS=\"true\" # ").append(i).append('\n');
      }
      instance.write(EcsInstance.CONFIG, many.toString());

      // When
      Result audit = run(instance, "ecs-harden-audit", Map.of("Report", "none"));

      // Then
      assertEquals(0, audit.code(), audit.toString());
      assertTrue(audit.out().length() <= MOST, "" + audit.out().length());
      assertTrue(audit.out().startsWith("ecs-harden audit: exit code 10\n"), audit.out());
      assertTrue(audit.out().contains("The rest is left out"), audit.out());
    }
  }

  @Test
  void run_nothing_of_what_gets_past_the_patterns() {
    try (EcsInstance instance = EcsInstance.setup().config(DRIFT).program(program()).boot()) {
      for (CommandDocument document : CommandDocument.all()) {
        for (String parameter : document.parameters().keySet()) {
          for (String value : HostileValues.all()) {
            if (document.accepts(parameter, value)) {
              run(instance, document.name(), Map.of(parameter, value));
            }
          }
        }
      }
      assertFalse(instance.exec("test", "-e", HostileValues.CANARY).code() == 0);
    }
  }

  private static Map<String, String> with(Map<String, String> values, String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return more;
  }

  private static Result run(EcsInstance instance, String name, Map<String, String> values) {
    return run(instance, name, values, "A=");
  }

  private static Result run(
      EcsInstance instance, String name, Map<String, String> values, String variable) {
    instance.write("/var/tmp/_script.sh", CommandDocument.named(name).script(values));
    return instance.exec(Duration.ofMinutes(2), "env", variable, "sh", "-e", "/var/tmp/_script.sh");
  }

  private static Path program() {
    return Path.of(System.getProperty("native.image.path")).toAbsolutePath();
  }
}
