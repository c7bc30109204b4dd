package io.ecsharden.host.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ecsharden.Attributes;
import io.ecsharden.facts.FileFact;
import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.ExtendedAttributes;
import io.ecsharden.host.linux.Kernel;
import io.ecsharden.machine.MachineException;
import io.ecsharden.machine.NewContent;
import io.ecsharden.machine.Target;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old or new, and never through a link. */
class SafeFilesTest {

  private static final String CONFIG = "/etc/ecs/ecs.config";
  private static final byte[] NEW = "NEW=1\n".getBytes(UTF_8);

  @TempDir private Path root;
  private Path config;
  private SafeFiles files;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(root.resolve("etc/ecs"));
    config = Files.writeString(root.resolve("etc/ecs/ecs.config"), "OLD=1\n");
    files = new SafeFiles(root.toRealPath());
  }

  @Test
  void replaces_a_file_and_keeps_its_mode() throws IOException {
    // Given
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r-----"));

    // When
    replace(CONFIG);

    // Then
    assertArrayEquals(NEW, Files.readAllBytes(config));
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(config)));
    assertEquals(List.of("ecs.config"), names("etc/ecs"));
  }

  /**
   * Tries the attribute: the file's mount need not be visible, as in a package builder's chroot.
   */
  @Test
  void keeps_the_attributes_that_users_gave_a_file() throws IOException {
    // Given
    assumeTrue(Attributes.areKept(config), "SKIPPED: this file system keeps no user attributes");
    attributes(config).write("test", ByteBuffer.wrap(new byte[] {7}));

    // When
    replace(CONFIG);

    // Then
    assertEquals(List.of("test"), attributes(config).list());
  }

  @Test
  void keeps_the_owner_of_a_file() throws IOException {
    assumeTrue(Kernel.effectiveUser() == 0, "SKIPPED: only root can give a file away");

    // Given
    Files.setAttribute(config, "unix:uid", 4711);
    Files.setAttribute(config, "unix:gid", 4712);

    // When
    replace(CONFIG);

    // Then
    assertEquals(4711, Files.getAttribute(config, "unix:uid"));
    assertEquals(4712, Files.getAttribute(config, "unix:gid"));
  }

  @Test
  void keeps_the_access_control_list_and_the_label_of_a_file() throws IOException {
    assumeTrue(Kernel.effectiveUser() == 0, "SKIPPED: only root can set a label");

    // Given: user 4711 may read, and the mask is that of mode 0640 (linux/posix_acl_xattr.h)
    byte[] list = {
      2, 0, 0, 0, 1, 0, 6, 0, -1, -1, -1, -1, 2, 0, 4, 0, 0x67, 0x12, 0, 0, 4, 0, 4, 0, -1, -1, -1,
      -1, 16, 0, 4, 0, -1, -1, -1, -1, 32, 0, 0, 0, -1, -1, -1, -1
    };
    byte[] label = "system_u:object_r:etc_t:s0\0".getBytes(UTF_8);
    int file = Kernel.open(Kernel.NO_DIRECTORY, config.toString(), Kernel.READ_WRITE, 0);
    try {
      Kernel.changeMode(file, 0640);
      ExtendedAttributes.set(file, "system.posix_acl_access", list);
      ExtendedAttributes.set(file, "security.selinux", label);
    } catch (Errno e) {
      assumeTrue(
          e.number() != Errno.EOPNOTSUPP && e.number() != Errno.EPERM,
          "SKIPPED: no labels on this file system, or not for this user");
      throw e;
    } finally {
      Kernel.close(file);
    }

    // When
    replace(CONFIG);

    // Then
    int replaced = Kernel.open(Kernel.NO_DIRECTORY, config.toString(), Kernel.READ_ONLY, 0);
    assertArrayEquals(list, ExtendedAttributes.get(replaced, "system.posix_acl_access"));
    assertArrayEquals(label, ExtendedAttributes.get(replaced, "security.selinux"));
    assertEquals(0640, Kernel.status(replaced).permissions());
    Kernel.close(replaced);
  }

  @Test
  void gives_a_file_no_entry_of_its_directory_s_default_access_control_list() throws IOException {
    // Given: new files in /etc/ecs can be read by user 4711
    int directory =
        Kernel.open(
            Kernel.NO_DIRECTORY,
            config.resolveSibling(".").toString(),
            Kernel.READ_ONLY | Kernel.DIRECTORY,
            0);
    try {
      ExtendedAttributes.set(
          directory,
          "system.posix_acl_default",
          AccessControlLists.of(7, 5, 7, 0, AccessControlLists.user(4711, 4)));
    } catch (Errno e) {
      assumeTrue(e.number() != Errno.EOPNOTSUPP, "SKIPPED: no lists on this file system");
      throw e;
    } finally {
      Kernel.close(directory);
    }

    // When
    replace(CONFIG);

    // Then
    int replaced = Kernel.open(Kernel.NO_DIRECTORY, config.toString(), Kernel.READ_ONLY, 0);
    assertFalse(ExtendedAttributes.names(replaced).contains("system.posix_acl_access"));
    Kernel.close(replaced);
  }

  @Test
  void makes_a_file_with_its_directories() throws IOException {
    // When
    replace("/etc/systemd/system/docker.service.d/a.conf");

    // Then
    assertArrayEquals(
        NEW, Files.readAllBytes(root.resolve("etc/systemd/system/docker.service.d/a.conf")));
  }

  @Test
  void removes_a_file() throws IOException {
    // When
    try (Target target = files.open(CONFIG)) {
      target.remove();
    }

    // Then
    assertFalse(Files.exists(config));
  }

  @Test
  void discards_nothing_where_nothing_was_staged() throws IOException {
    try (Target target = files.open(CONFIG)) {
      target.discard("tmp");
    }
    assertEquals(List.of("ecs.config"), names("etc/ecs"));
  }

  @Test
  void does_not_replace_what_another_process_wrote_in_between() throws IOException {
    // Given
    try (Target target = files.open(CONFIG)) {
      target.stage("tmp", content());
      Files.writeString(config, "MINE=1\n");

      // When
      MachineException e = assertThrows(MachineException.class, target::commit);

      // Then
      assertEquals(MachineException.Kind.CHANGED, e.kind());
      assertEquals("MINE=1\n", Files.readString(config));
      target.discard("tmp");
    }
    assertEquals(List.of("ecs.config"), names("etc/ecs"));
  }

  @Test
  void does_not_replace_what_another_process_made_in_between() throws IOException {
    // Given
    Files.delete(config);
    try (Target target = files.open(CONFIG)) {
      assertInstanceOf(FileFact.Absent.class, target.fact());
      target.stage("tmp", content());
      Files.writeString(config, "MINE=1\n");

      // Then
      assertEquals(
          MachineException.Kind.CHANGED,
          assertThrows(MachineException.class, target::commit).kind());
      assertEquals("MINE=1\n", Files.readString(config));
    }
  }

  @Test
  void writes_nothing_through_a_link_that_is_put_there_in_between() throws IOException {
    // Given
    Path outside = Files.writeString(root.resolve("outside"), "SAFE=1\n");
    try (Target target = files.open(CONFIG)) {
      target.stage("tmp", content());
      Files.delete(config);
      Files.createSymbolicLink(config, outside);

      // Then
      assertEquals(
          MachineException.Kind.CHANGED,
          assertThrows(MachineException.class, target::commit).kind());
      assertEquals("SAFE=1\n", Files.readString(outside));
    }
  }

  @Test
  void stays_in_its_directory_when_that_is_swapped_for_a_link() throws IOException {
    // Given
    Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("ecs.config"), "SAFE=1\n");
    try (Target target = files.open(CONFIG)) {
      target.stage("tmp", content());
      Files.move(root.resolve("etc/ecs"), root.resolve("etc/moved"));
      Files.createSymbolicLink(root.resolve("etc/ecs"), elsewhere);

      // When
      target.commit();

      // Then
      assertEquals("SAFE=1\n", Files.readString(elsewhere.resolve("ecs.config")));
      assertArrayEquals(NEW, Files.readAllBytes(root.resolve("etc/moved/ecs.config")));
    }
  }

  @Test
  void refuses_a_link_that_leads_out_of_its_directory() throws IOException {
    for (String target : List.of("/outside", "../../outside", "../../../../../outside")) {
      // Given
      Files.writeString(root.resolve("outside"), "SAFE=1\n");
      Files.deleteIfExists(config);
      Files.createSymbolicLink(config, Path.of(target));

      // When
      MachineException e = assertThrows(MachineException.class, () -> files.open(CONFIG));

      // Then
      assertEquals(MachineException.Kind.UNSAFE, e.kind());
      assertTrue(e.getMessage().contains("leads out of its directory, to " + target));
    }
  }

  @Test
  void follows_a_link_within_its_directory() throws IOException {
    // Given
    Files.move(config, root.resolve("etc/ecs/real"));
    Files.createSymbolicLink(config, Path.of("real"));

    // When
    replace(CONFIG);

    // Then
    assertTrue(Files.isSymbolicLink(config));
    assertArrayEquals(NEW, Files.readAllBytes(root.resolve("etc/ecs/real")));
  }

  @Test
  void refuses_links_in_a_loop() throws IOException {
    // Given
    Files.delete(config);
    Files.createSymbolicLink(config, Path.of("ecs.config"));

    // Then
    assertEquals(
        MachineException.Kind.UNSAFE,
        assertThrows(MachineException.class, () -> files.open(CONFIG)).kind());
  }

  @Test
  void refuses_a_file_with_two_names() throws IOException {
    // Given
    Files.createLink(root.resolve("etc/ecs/other"), config);

    // When
    MachineException e = assertThrows(MachineException.class, () -> files.open(CONFIG));

    // Then
    assertEquals(MachineException.Kind.UNSAFE, e.kind());
    assertTrue(e.getMessage().contains("2 names (hard links)"), e.getMessage());
  }

  @Test
  void refuses_a_directory_and_a_fifo() throws IOException, InterruptedException {
    // Given
    Files.delete(config);
    Files.createDirectory(config);
    assertTrue(
        assertThrows(MachineException.class, () -> files.open(CONFIG))
            .getMessage()
            .contains("is not a regular file"));
    Files.delete(config);
    assertEquals(0, new ProcessBuilder("mkfifo", config.toString()).start().waitFor());

    // Then
    assertTrue(
        assertThrows(MachineException.class, () -> files.open(CONFIG))
            .getMessage()
            .contains("is not a regular file"));
  }

  @Test
  void refuses_directories_that_others_can_write() throws IOException {
    for (String directory : List.of("etc/ecs", "etc")) {
      // Given
      Path path = root.resolve(directory);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xrwx"));

      // When
      MachineException e = assertThrows(MachineException.class, () -> files.open(CONFIG));

      // Then
      assertEquals(MachineException.Kind.UNSAFE, e.kind());
      assertTrue(e.getMessage().contains("chmod o-w"), e.getMessage());
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void refuses_a_directory_of_another_user() throws IOException {
    assumeTrue(Kernel.effectiveUser() == 0, "SKIPPED: only root can give a directory away");

    // Given
    Files.setAttribute(root.resolve("etc/ecs"), "unix:uid", 4711);

    // Then
    assertTrue(
        assertThrows(MachineException.class, () -> files.open(CONFIG))
            .getMessage()
            .contains("belongs to the user 4711"));
  }

  private void replace(String path) throws IOException {
    try (Target target = files.open(path)) {
      int mode = target.fact() instanceof FileFact.Content file ? file.mode() : 0644;
      target.stage("tmp", new NewContent(NEW, mode, target.uid(), target.gid()));
      target.commit();
    }
  }

  private static NewContent content() {
    return new NewContent(NEW, 0644, Kernel.effectiveUser(), Kernel.effectiveGroup());
  }

  private static UserDefinedFileAttributeView attributes(Path path) {
    return Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
  }

  private List<String> names(String directory) throws IOException {
    try (var paths = Files.list(root.resolve(directory))) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
