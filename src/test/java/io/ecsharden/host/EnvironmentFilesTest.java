package io.ecsharden.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.host.files.HostRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that an {@code EnvironmentFile=} of a unit or its drop-ins names. */
class EnvironmentFilesTest {

  @TempDir private Path folder;

  @Test
  void reads_what_a_drop_in_names() throws IOException {
    // Given
    unit("EnvironmentFile=-/etc/ecs/init.env");
    write("etc/ecs/init.env", "A=1\n");

    // When
    HostFacts facts = inspect();

    // Then
    assertInstanceOf(FileFact.Content.class, facts.file("/etc/ecs/init.env"));
    assertEquals(
        Map.of("/etc/ecs/init.env", List.of("/etc/ecs/init.env")),
        facts.ecsUnit().environmentFiles());
  }

  @Test
  void follows_wildcards_in_the_order_of_the_names() throws IOException {
    // Given
    unit("EnvironmentFile=-/etc/e*/env/*.env");
    for (String name : List.of("20.env", "10.env", ".05.env", "30.txt")) {
      write("etc/ecs/env/" + name, "A=1\n");
    }
    write("etc/else/env/15.env", "A=1\n");

    // When
    HostFacts facts = inspect();

    // Then
    assertEquals(
        List.of("/etc/ecs/env/10.env", "/etc/ecs/env/20.env", "/etc/else/env/15.env"),
        facts.ecsUnit().environmentFiles().get("/etc/e*/env/*.env"));
    assertTrue(facts.files().containsKey("/etc/else/env/15.env"));
    assertFalse(facts.files().containsKey("/etc/ecs/env/30.txt"));
  }

  @Test
  void looks_at_no_quoted_path_and_at_no_specifier() throws IOException {
    // Given
    unit("EnvironmentFile=\"/etc/ecs/a.env\"\nEnvironmentFile=-/etc/ecs/%n.env");
    write("etc/ecs/a.env", "A=1\n");

    // When
    HostFacts facts = inspect();

    // Then
    assertEquals(Map.of(), facts.ecsUnit().environmentFiles());
    assertFalse(facts.files().containsKey("/etc/ecs/a.env"));
  }

  @Test
  void does_not_read_hundreds_of_files() throws IOException {
    // Given
    unit("EnvironmentFile=-/etc/many/*");
    for (int i = 0; i < 100; i++) {
      write("etc/many/" + i, "A=1\n");
    }

    // When
    HostFacts facts = inspect();

    // Then
    assertTrue(facts.file("/etc/many/*").mayHoldMore());
    assertFalse(facts.files().containsKey("/etc/many/1"));
  }

  @Test
  void says_that_a_pattern_matches_nothing() throws IOException {
    // Given
    unit("EnvironmentFile=/etc/ecs/env/*.env");

    // Then
    assertTrue(inspect().ecsUnit().leadsNowhere("/etc/ecs/env/*.env"));
  }

  @Test
  void reads_no_kernel_file() throws IOException {
    // Given
    unit("EnvironmentFile=-/etc/ecs/link.env");
    Files.createDirectories(folder.resolve("etc/ecs"));
    Files.createSymbolicLink(folder.resolve("etc/ecs/link.env"), Path.of("/dev/null"));

    // Then
    assertFalse(inspect().file("/etc/ecs/link.env") instanceof FileFact.Content);
  }

  private void unit(String lines) throws IOException {
    write("usr/lib/systemd/system/ecs.service", "[Service]\nExecStart=/x\n");
    write("etc/systemd/system/ecs.service.d/10.conf", "[Service]\n" + lines + "\n");
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private HostFacts inspect() {
    return new HostInspector(new HostRoot(folder)).inspect(Map.of());
  }
}
