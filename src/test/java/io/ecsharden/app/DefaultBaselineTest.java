package io.ecsharden.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.baseline.Baseline.Choice;
import io.ecsharden.baseline.BaselineUnreadable;
import io.ecsharden.host.files.HostRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultBaselineTest {

  @TempDir private Path root;

  @Test
  void a_file_comes_before_the_variable_which_is_named_as_ignored() throws IOException {
    Path file = root.resolve("etc/ecs-harden/baseline.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "schemaVersion: 1\n");

    DefaultBaseline found = DefaultBaseline.find(new HostRoot(root), Optional.of("strict"));

    assertEquals(Choice.FILE, found.choice());
    assertEquals("/etc/ecs-harden/baseline.yaml", found.name());
    assertTrue(found.ignored().orElseThrow().contains("ECS_HARDEN_BASELINE is not used"));
    assertTrue(DefaultBaseline.find(new HostRoot(root), Optional.empty()).ignored().isEmpty());
  }

  @Test
  void the_variable_comes_before_the_built_in_one() {
    DefaultBaseline found = DefaultBaseline.find(new HostRoot(root), Optional.of("strict"));

    assertEquals("strict", found.name());
    assertEquals(Choice.VARIABLE, found.choice());
    assertTrue(found.ignored().isEmpty() && found.file().isEmpty());
    assertEquals(
        Choice.BUILT_IN, DefaultBaseline.find(new HostRoot(root), Optional.of(" ")).choice());
    assertEquals(
        Choice.BUILT_IN, DefaultBaseline.find(new HostRoot(root), Optional.empty()).choice());
  }

  @Test
  void what_cannot_be_read_is_the_baseline_and_keeps_its_reason() throws Exception {
    Files.createDirectories(root.resolve("etc/ecs-harden/baseline.yaml"));

    DefaultBaseline found = DefaultBaseline.find(new HostRoot(root), Optional.empty());
    Files.delete(root.resolve("etc/ecs-harden/baseline.yaml"));

    assertEquals(Choice.FILE, found.choice());
    LocalFiles files = new LocalFiles(Optional.empty(), new HostRoot(root), found.file());
    BaselineUnreadable unreadable =
        assertThrows(BaselineUnreadable.class, () -> files.read(found.name()));
    assertTrue(unreadable.toString().contains("directory"), unreadable.toString());
  }
}
