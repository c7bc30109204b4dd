package io.ecsharden.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ecsharden.host.linux.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountsTest {

  @TempDir private Path root;

  @Test
  void misses_nothing_below_a_root_that_is_no_running_system() {
    assertEquals(List.of(), missing(true));
  }

  @Test
  void says_what_is_not_evaluated_without_a_socket() throws IOException {
    Files.createDirectories(root.resolve("run/systemd/system"));
    Files.createDirectories(root.resolve("var"));
    Files.createSymbolicLink(root.resolve("var/run"), Path.of("/run"));

    List<String> lines = missing(true);

    assertEquals(2, lines.size(), lines.toString());
    assertTrue(lines.get(0).startsWith("there is no /run/dbus/system_bus_socket: "), lines.get(0));
    assertTrue(lines.get(0).endsWith(root + "/run/dbus/system_bus_socket"), lines.get(0));
    assertTrue(lines.get(1).startsWith("there is no /var/run/docker.sock: "), lines.get(1));

    // When
    Files.createDirectories(root.resolve("run/dbus"));
    Files.createFile(root.resolve("run/dbus/system_bus_socket"));
    Files.createFile(root.resolve("run/docker.sock"));

    // Then
    assertEquals(List.of(), missing(true));
  }

  @Test
  void says_which_directory_cannot_be_written_where_it_repairs() throws IOException {
    assumeTrue(Kernel.effectiveUser() != 0, "root writes everywhere; WatchInstanceIT has a mount");
    Files.createDirectories(root.resolve("run/systemd/system"));
    Path etc = Files.createDirectories(root.resolve("etc/ecs")).getParent();
    Files.setPosixFilePermissions(etc, PosixFilePermissions.fromString("r-xr-xr-x"));

    assertEquals(5, missing(true).size());
    assertEquals(2, missing(false).size());
  }

  private List<String> missing(boolean repairs) {
    return Mounts.missing(new TestRun().context(root, "watch"), repairs);
  }
}
