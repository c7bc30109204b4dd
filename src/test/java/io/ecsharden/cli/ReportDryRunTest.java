package io.ecsharden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.report.ReportSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a report would tell Systems Manager, shown and not sent. */
class ReportDryRunTest {

  private static final String SAMPLE = "ecs-config/sample-instance";

  @TempDir private Path root;

  @Test
  void is_as_its_schema_says_with_and_without_an_instance() {
    // Given
    ReportSchema schema = new ReportSchema("report-v1.schema.json");

    // When
    Run nameless = Run.of("report", "--dry-run", "--root", SAMPLE);
    Run named =
        Run.of("report", "--dry-run", "--root", SAMPLE, "--instance-id", "i-0aaaaaaaaaaaaaaa1");

    // Then
    for (Run run : List.of(nameless, named)) {
      assertEquals(ExitCode.COMPLIANT, run.code());
      assertEquals("", run.err());
      assertEquals(List.of(), schema.violations(run.json()));
      assertFalse(run.out().contains("hunter2"));
    }
    assertEquals(
        "i-0aaaaaaaaaaaaaaa1", named.json().get("PutInventory").get("InstanceId").textValue());
    assertTrue(nameless.json().get("PutComplianceItems").get("ResourceId") == null);
  }

  @Test
  void writes_nothing() throws IOException {
    // Given
    Run.write(root, "etc/ecs/ecs.config", "ECS_AWSVPC_BLOCK_IMDS=false\n");
    Files.createDirectories(root.resolve("var/lib/amazon/ssm/i-0aaaaaaaaaaaaaaa1"));

    // When
    Run run = Run.of("report", "--dry-run", "--inventory-file", "--root", root.toString());

    // Then
    assertEquals("", run.err());
    assertFalse(Files.exists(root.resolve("var/lib/ecs-harden")));
    assertFalse(Files.exists(root.resolve("var/lib/amazon/ssm/i-0aaaaaaaaaaaaaaa1/inventory")));
  }
}
