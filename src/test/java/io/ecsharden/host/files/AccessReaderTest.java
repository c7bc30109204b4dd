package io.ecsharden.host.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ecsharden.facts.Access;
import io.ecsharden.facts.AccessFacts;
import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.ExtendedAttributes;
import io.ecsharden.host.linux.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessReaderTest {

  private static final String CONFIG = "/etc/ecs/ecs.config";

  @TempDir private Path folder;
  private Path ecs;

  @BeforeEach
  void make() throws IOException {
    ecs = Files.createDirectories(folder.resolve("etc/ecs"));
    Files.writeString(ecs.resolve("ecs.config"), "A=1\n");
    mode(folder, "rwxr-xr-x");
    mode(folder.resolve("etc"), "rwxr-xr-x");
    mode(ecs, "rwxr-xr-x");
  }

  @Test
  void sees_every_directory_above_a_file() {
    assertEquals(
        List.of("/", "/etc", "/etc/ecs"),
        facts(CONFIG).directories(CONFIG).stream().map(Access::path).toList());
    assertEquals(Optional.empty(), facts(CONFIG).refusal(CONFIG));
  }

  @Test
  void sees_the_directories_of_a_link_and_of_its_target() throws IOException {
    // Given
    Files.createDirectories(folder.resolve("srv/open"));
    mode(folder.resolve("srv/open"), "rwxrwxrwx");
    Files.writeString(folder.resolve("srv/open/real"), "A=1\n");
    Files.delete(ecs.resolve("ecs.config"));
    Files.createSymbolicLink(ecs.resolve("ecs.config"), Path.of("/srv/open/real"));

    // Then
    assertEquals(
        List.of("/", "/etc", "/etc/ecs", "/srv", "/srv/open"),
        facts(CONFIG).directories(CONFIG).stream().map(Access::path).toList());
  }

  @Test
  void refuses_what_a_repair_refuses() throws IOException {
    // Given
    mode(ecs, "rwxrwxrwx");

    // Then
    assertEquals(
        Optional.of(
            "the directory /etc/ecs can be written by everybody, who could swap files in it;"
                + " chmod o-w it"),
        facts(CONFIG).refusal(CONFIG));
    assertEquals(
        facts(CONFIG).refusal(CONFIG), facts("/etc/ecs").refusal("/etc/ecs/ecs.config.json"));
  }

  @Test
  void allows_a_sticky_directory_above_but_not_around_the_file() throws IOException {
    // Given
    chmod(folder.resolve("etc"), 01777);

    // Then
    assertEquals(Optional.empty(), facts(CONFIG).refusal(CONFIG));

    // And
    chmod(ecs, 01777);
    assertEquals(true, facts(CONFIG).refusal(CONFIG).isPresent());
  }

  @Test
  void names_who_can_write_by_an_access_control_list() throws IOException {
    // Given
    list(ecs, AccessControlLists.of(7, 5, 7, 5, AccessControlLists.user(1000, 7)));
    list(
        ecs.resolve("ecs.config"),
        AccessControlLists.of(6, 4, 6, 4, AccessControlLists.group(33, 6)));

    // Then
    assertEquals(
        Optional.of(
            "the directory /etc/ecs can be written by the user 1000 (access control list), who"
                + " could swap files in it; chmod g-w it"),
        facts(CONFIG).refusal(CONFIG));
    assertEquals(List.of("group 33"), facts(CONFIG).writers(CONFIG));
  }

  @Test
  void knows_that_the_mask_limits_a_list() throws IOException {
    // Given
    list(ecs, AccessControlLists.of(7, 5, 5, 5, AccessControlLists.user(1000, 7)));

    // Then
    assertEquals(Optional.empty(), facts(CONFIG).refusal(CONFIG));
  }

  private AccessFacts facts(String path) {
    return new HostRoot(folder).access(List.of(path));
  }

  private static void mode(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private static void chmod(Path path, int mode) throws IOException {
    int file = Kernel.open(Kernel.NO_DIRECTORY, path.toString(), Kernel.READ_ONLY, 0);
    Kernel.changeMode(file, mode);
    Kernel.close(file);
  }

  private static void list(Path path, byte[] list) throws IOException {
    int file = Kernel.open(Kernel.NO_DIRECTORY, path.toString(), Kernel.READ_ONLY, 0);
    try {
      ExtendedAttributes.set(file, "system.posix_acl_access", list);
    } catch (Errno e) {
      assumeTrue(e.number() != Errno.EOPNOTSUPP, "SKIPPED: no lists on this file system");
      throw e;
    } finally {
      Kernel.close(file);
    }
  }
}
