package io.ecsharden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.unit.BridgeBlock;
import io.ecsharden.report.ReportSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit that blocks the metadata service for bridges, on a tree of files. */
class BlockVerbsTest {

  private static final List<String> ONLY = List.of("--only", "bridge-imds-block");

  @TempDir private Path folder;
  private String root;
  private String baseline;

  @BeforeEach
  void want() throws IOException {
    root = folder.resolve("root").toString();
    Run.write(folder, "root/etc/os-release", "ID=amzn\nVERSION_ID=\"2023\"\n");
    Run.write(folder, "root/etc/ecs/ecs.config", "ECS_AWSVPC_BLOCK_IMDS=true\n");
    Run.write(
        folder,
        "block.yaml",
        "schemaVersion: 1\nextends: default\ncontrols: {bridge-imds-block: {enabled: true}}\n");
    baseline = folder.resolve("block.yaml").toString();
  }

  @Test
  void shows_the_unit_its_link_and_its_start() throws IOException {
    // When
    Run text = run("fix", "--dry-run");
    Run json = run("fix", "--dry-run", "--format", "json");

    // Then
    assertTrue(text.out().contains("+++ " + HostFacts.BLOCK_FILE), text.out());
    assertTrue(
        text.out().contains("enable    " + HostFacts.BLOCK_LINK + " -> " + HostFacts.BLOCK_FILE),
        text.out());
    assertTrue(text.out().contains("start     " + HostFacts.BLOCK_UNIT), text.out());
    JsonNode report = new ObjectMapper().readTree(json.out());
    assertEquals(List.of(), new ReportSchema("fix-v1.schema.json").violations(report));
    JsonNode change = report.at("/plan/changes/0");
    assertEquals("unit", change.get("kind").textValue());
    assertEquals("install", change.get("action").textValue());
    assertEquals(HostFacts.BLOCK_LINK, change.get("enables").textValue());
  }

  @Test
  void installs_it_once_and_leaves_nothing_after_a_roll_back() throws IOException {
    // When
    Run fix = run("fix");
    Run again = run("fix");
    Run audit = run("audit");

    // Then
    assertEquals(ExitCode.COMPLIANT, fix.code(), fix.toString());
    assertTrue(again.out().endsWith("Nothing was changed.\n"), again.out());
    assertEquals(ExitCode.COMPLIANT, audit.code(), audit.toString());
    assertEquals(
        new String(BridgeBlock.text(), StandardCharsets.UTF_8),
        Files.readString(at(HostFacts.BLOCK_FILE)));
    assertEquals(HostFacts.BLOCK_FILE, Files.readSymbolicLink(at(HostFacts.BLOCK_LINK)).toString());

    // When
    Run planned = Run.of("rollback", "--root", root, "--dry-run");
    Run rollback = Run.of("rollback", "--root", root);
    Run history = Run.of("history", "--root", root, "--format", "json");

    // Then
    assertTrue(planned.out().contains("disable   " + HostFacts.BLOCK_LINK), planned.out());
    assertTrue(planned.out().contains("stop      " + HostFacts.BLOCK_UNIT), planned.out());
    assertEquals(ExitCode.COMPLIANT, rollback.code(), rollback.toString());
    assertFalse(Files.exists(at(HostFacts.BLOCK_LINK), LinkOption.NOFOLLOW_LINKS));
    assertFalse(Files.exists(at(HostFacts.BLOCK_FILE)));
    ReportSchema receipts = new ReportSchema("receipt-v1.schema.json");
    JsonNode runs = new ObjectMapper().readTree(history.out());
    assertEquals(2, runs.size(), history.out());
    for (JsonNode receipt : runs) {
      assertEquals(List.of(), receipts.violations(receipt));
    }
  }

  @Test
  void takes_the_packaged_unit_where_somebody_has_enabled_it() throws IOException {
    // Given
    Run.write(
        folder,
        "root" + HostFacts.PACKAGED_BLOCK_FILE,
        new String(BridgeBlock.text(), StandardCharsets.UTF_8));
    Files.createDirectories(at(HostFacts.BLOCK_LINK).getParent());
    Files.createSymbolicLink(at(HostFacts.BLOCK_LINK), Path.of(HostFacts.PACKAGED_BLOCK_FILE));

    // Then
    Run audit = run("audit");
    assertEquals(ExitCode.COMPLIANT, audit.code(), audit.toString());
  }

  @Test
  void says_that_a_masked_unit_is_in_the_way() throws IOException {
    // Given
    Files.createDirectories(at(HostFacts.BLOCK_FILE).getParent());
    Files.createSymbolicLink(at(HostFacts.BLOCK_FILE), Path.of("/dev/null"));

    // When
    Run fix = run("fix");

    // Then
    assertEquals(ExitCode.DRIFT, fix.code(), fix.toString());
    assertTrue(fix.out().contains("unmask the unit"), fix.out());
  }

  private Path at(String path) {
    return Path.of(root + path);
  }

  private Run run(String verb, String... options) {
    List<String> all = new java.util.ArrayList<>(List.of(verb, "--root", root));
    all.addAll(List.of("--baseline", baseline));
    all.addAll(ONLY);
    all.addAll(List.of(options));
    return Run.of(all.toArray(String[]::new));
  }
}
