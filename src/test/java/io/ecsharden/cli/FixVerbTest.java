package io.ecsharden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecsharden.host.files.StateDirectory;
import io.ecsharden.host.files.StateSection;
import io.ecsharden.report.ReportSchema;
import java.io.IOException;
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

/** {@code fix}, {@code rollback} and {@code history} on a tree of files. */
class FixVerbTest {

  private static final String DRIFT =
      "# ours\nECS_AWSVPC_BLOCK_IMDS=\"true\"\nSECRET=hunter2hunter2\n";
  private static final String RIGHT = "# ours\nECS_AWSVPC_BLOCK_IMDS=true\nSECRET=hunter2hunter2\n";

  @TempDir private Path folder;
  private String root;
  private Path config;

  @BeforeEach
  void drift() throws IOException {
    root = folder.toRealPath().toString();
    Run.write(folder, "etc/os-release", "ID=amzn\nVERSION_ID=\"2023\"\n");
    Run.write(folder, "etc/ecs/ecs.config", DRIFT);
    config = folder.resolve("etc/ecs/ecs.config");
  }

  @Test
  void shows_the_plan_and_changes_nothing() throws IOException {
    // When
    Run run = fix("--dry-run");

    // Then
    assertEquals(ExitCode.DRIFT, run.code());
    assertTrue(
        run.out().contains("-ECS_AWSVPC_BLOCK_IMDS=\"true\"\n+ECS_AWSVPC_BLOCK_IMDS=true\n"));
    assertTrue(run.out().contains("restart   agent: tasks keep running"), run.out());
    assertFalse(run.out().contains("hunter2"), run.out());
    assertEquals(DRIFT, Files.readString(config));
    assertFalse(Files.exists(folder.resolve("var")));
  }

  @Test
  void plans_nothing_that_the_repair_refuses() throws IOException {
    // Given: everybody can swap files in /etc/ecs
    Files.setPosixFilePermissions(
        folder.resolve("etc/ecs"), PosixFilePermissions.fromString("rwxrwxrwx"));

    // When
    Run plan = fix("--dry-run");
    Run audit = Run.of("audit", "--root", root);
    Run fix = fix();

    // Then
    assertEquals(ExitCode.DRIFT, plan.code());
    assertTrue(plan.out().contains("fix does not write /etc/ecs/ecs.config for "), plan.out());
    assertTrue(
        plan.out().contains("the directory /etc/ecs can be written by everybody"), plan.out());
    assertTrue(plan.out().endsWith("Nothing would be changed.\n"), plan.out());
    assertTrue(audit.out().contains("FAIL  HIGH           config-owner"), audit.out());
    assertEquals(ExitCode.DRIFT, fix.code(), fix.toString());
    assertEquals(DRIFT, Files.readString(config));
    assertFalse(Files.exists(folder.resolve("var")));
  }

  @Test
  void says_in_the_plan_what_a_restart_without_a_checkpoint_costs() throws IOException {
    // Given
    Files.writeString(config, "ECS_CLUSTER=c1\nECS_CHECKPOINT=false\n");

    // When
    Run unasked = fix("--dry-run");
    Run asked = fix("--dry-run", "--restart", "agent");

    // Then
    assertTrue(
        unasked.out().contains("restart   agent (only with --restart agent, because"),
        unasked.out());
    assertTrue(unasked.out().contains("\nheld back without a checkpoint"), unasked.out());
    assertTrue(asked.out().contains("restart   agent: tasks keep running"), asked.out());
    assertTrue(asked.out().contains("\ncareful   without a checkpoint"), asked.out());
  }

  @Test
  void says_that_user_data_undoes_the_repair_with_the_next_boot() throws IOException {
    // Given
    Run.write(
        folder,
        "var/lib/cloud/instance/user-data.txt",
        "#cloud-boothook\necho ECS_AWSVPC_BLOCK_IMDS=false > /etc/ecs/ecs.config\n");

    // When
    Run plan = fix("--dry-run");
    Run audit = Run.of("audit", "--root", root);

    // Then
    assertTrue(plan.out().contains("the repair does not last: user data"), plan.out());
    assertTrue(plan.out().contains("user-data.txt:2"), plan.out());
    assertTrue(audit.out().contains("User data writes the file again"), audit.out());
  }

  @Test
  void says_in_the_plan_that_the_agent_would_not_start_whatever_is_asked() throws IOException {
    // Given
    Files.writeString(config, "ECS_CLUSTER=c1\nECS_INSTANCE_ATTRIBUTES={a: b}\n");

    // When
    Run asked = fix("--dry-run", "--restart", "agent");
    Run json = fix("--dry-run", "--format", "json");

    // Then
    assertEquals(ExitCode.DRIFT, asked.code());
    assertTrue(asked.out().contains("restart   agent (not with these files"), asked.out());
    assertTrue(asked.out().contains("\nheld back the agent would not start: "), asked.out());
    assertTrue(json.out().contains("\"onRequest\": false"), json.out());
  }

  @Test
  void repairs_once_and_puts_back_to_the_byte() throws IOException {
    // When
    Run fix = fix("--skip", "dead-settings,secrets-in-config");
    Run again = fix("--skip", "dead-settings", "--skip", "secrets-in-config");
    String fixed = Files.readString(config);
    Run rollback = Run.of("rollback", "--root", root);
    Run history = Run.of("history", "--root", root);

    // Then
    assertEquals(ExitCode.COMPLIANT, fix.code(), fix.toString());
    assertEquals(RIGHT, fixed);
    assertEquals(ExitCode.COMPLIANT, again.code());
    assertTrue(again.out().endsWith("Nothing was changed.\n"), again.out());
    assertEquals(ExitCode.COMPLIANT, rollback.code(), rollback.toString());
    assertEquals(DRIFT, Files.readString(config));
    assertEquals(2, history.out().lines().count(), history.out());
    assertTrue(history.out().contains("rollback  done"), history.out());
  }

  @Test
  void keeps_secrets_out_of_receipts_whatever_is_shown() throws IOException {
    // Given
    Path baseline =
        Files.writeString(
            folder.resolve("baseline.yaml"),
            "schemaVersion: 1\nextends: default\n"
                + "settings: {HTTPS_PROXY: {equals: \"http://usr:secretpw@proxy:3128\"}}\n");

    // When
    fix("--reveal-secrets", "--baseline", baseline.toString());

    // Then
    assertTrue(Files.readString(config).contains("secretpw"), Files.readString(config));
    try (Stream<Path> receipts = Files.list(folder.resolve("var/lib/ecs-harden/receipts"))) {
      for (Path receipt : receipts.toList()) {
        assertFalse(Files.readString(receipt).contains("secretpw"), Files.readString(receipt));
      }
    }
  }

  @Test
  void lists_the_other_receipts_where_one_is_damaged() throws IOException {
    // Given
    fix("--only", "awsvpc-imds-block,config-hygiene");
    Files.writeString(
        folder.resolve("var/lib/ecs-harden/receipts/20200101T000000.000Z.json"), "torn");

    // When
    Run history = Run.of("history", "--root", root);

    // Then
    assertEquals(ExitCode.STATE_UNREADABLE, history.code());
    assertEquals(1, history.out().lines().count(), history.out());
    assertTrue(history.err().contains("20200101T000000.000Z.json"), history.err());
  }

  @Test
  void is_not_silenced_by_a_nul_in_the_address_of_docker() throws IOException {
    // Given
    Files.writeString(config, DRIFT + "DOCKER_HOST=unix:///var/run/docker.sock\0\n");

    // Then
    assertEquals(ExitCode.DRIFT, Run.of("audit", "--root", root).code());
  }

  @Test
  void says_so_when_there_is_nothing_to_put_back() {
    assertEquals(ExitCode.USAGE, Run.of("rollback", "--root", root).code());
    assertEquals(ExitCode.USAGE, Run.of("rollback", "--root", root, "20260101T000000.000Z").code());
    assertEquals(ExitCode.USAGE, Run.of("rollback", "--root", root, "../../etc/passwd").code());
    assertEquals("Nothing was changed here.\n", Run.of("history", "--root", root).out());
  }

  @Test
  void puts_an_older_run_back_by_its_receipt_and_refuses_when_the_file_changed_since()
      throws IOException {
    // Given
    fix("--only", "awsvpc-imds-block,config-hygiene");
    String id = Run.of("history", "--root", root).out().split(" ")[0];
    Files.writeString(config, RIGHT + "# mine\n");

    // When
    Run refused = Run.of("rollback", "--root", root, id);

    // Then
    assertEquals(ExitCode.ROLLED_BACK, refused.code());
    assertTrue(refused.err().contains("somebody has changed it since"), refused.err());
    assertEquals(RIGHT + "# mine\n", Files.readString(config));

    // When
    Files.writeString(config, RIGHT);

    // Then
    assertEquals(ExitCode.COMPLIANT, Run.of("rollback", "--root", root, id).code());
    assertEquals(DRIFT, Files.readString(config));
  }

  @Test
  void puts_nothing_back_while_a_later_receipt_cannot_be_read() throws IOException {
    // Given
    fix("--only", "awsvpc-imds-block,config-hygiene");
    Files.writeString(folder.resolve("var/lib/ecs-harden/receipts/20990101T000000.000Z.json"), "{");

    // When
    Run rollback = Run.of("rollback", "--root", root);

    // Then
    assertEquals(ExitCode.STATE_UNREADABLE, rollback.code());
    assertEquals(RIGHT, Files.readString(config));
  }

  @Test
  void touches_no_more_than_it_was_told() throws IOException {
    // When
    Run run = fix("--only", "task-role");

    // Then
    assertEquals(ExitCode.COMPLIANT, run.code(), run.toString());
    assertEquals(DRIFT, Files.readString(config));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--restart always",
        "--wait soon",
        "--wait 2h",
        "--wait 99999999",
        "--only nope",
        "--skip awsvpc-imds-block,",
        "--format yaml"
      })
  void says_what_is_wrong_with_an_option(String options) throws IOException {
    // When
    Run run = fix(options.split(" "));

    // Then
    assertEquals(ExitCode.USAGE, run.code());
    assertEquals(1, run.err().lines().count(), run.err());
    assertEquals(DRIFT, Files.readString(config));
  }

  @Test
  void reports_in_json_as_the_schemas_say() {
    // When
    JsonNode plan = fix("--dry-run", "--format", "json").json();
    JsonNode fix = fix("--format", "json").json();
    JsonNode nothing = fix("--format", "json").json();
    JsonNode rollback = Run.of("rollback", "--root", root, "--format", "json").json();
    JsonNode history = Run.of("history", "--root", root, "--format", "json").json();

    // Then
    ReportSchema schema = new ReportSchema("fix-v1.schema.json");
    for (JsonNode report : List.of(plan, fix, nothing, rollback)) {
      assertEquals(List.of(), schema.violations(report));
      assertFalse(report.toString().contains("hunter2"));
    }
    ReportSchema receipt = new ReportSchema("receipt-v1.schema.json");
    assertEquals(2, history.size());
    history.forEach(one -> assertEquals(List.of(), receipt.violations(one)));
    assertEquals(fix.get("receipt"), history.get(0));
    assertTrue(nothing.get("receipt").isNull());
    assertEquals("done", rollback.at("/receipt/outcome").textValue());
  }

  @Test
  void keeps_secrets_out_of_its_memory_but_for_the_previous_version() throws IOException {
    // When
    fix();

    // Then
    try (var files = Files.walk(folder.resolve("var/lib/ecs-harden"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        boolean previous = file.toString().contains("/previous/");
        assertEquals(previous, Files.readString(file).contains("hunter2"), file.toString());
        assertEquals(0100600, Files.getAttribute(file, "unix:mode"));
      }
    }
  }

  @Test
  void says_who_holds_the_lock() throws IOException {
    // Given
    try (var state =
        StateDirectory.lock(folder.toRealPath(), StateSection.REPAIRS, "fix, process 42")) {
      // When
      Run run = fix();

      // Then
      assertEquals(ExitCode.LOCKED, run.code());
      assertEquals(List.of(), state.names("receipts"));
      assertTrue(run.err().contains("another run holds the lock: fix, process 42"), run.err());
      assertEquals(DRIFT, Files.readString(config));
    }
  }

  private Run fix(String... options) {
    String[] words = new String[options.length + 3];
    words[0] = "fix";
    words[1] = "--root";
    words[2] = root;
    System.arraycopy(options, 0, words, 3, options.length);
    return Run.of(words);
  }
}
