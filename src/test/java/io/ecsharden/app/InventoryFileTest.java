package io.ecsharden.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecsharden.cli.ExitCode;
import io.ecsharden.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of custom inventory for SSM Agent, as its gatherer wants it. */
class InventoryFileTest {

  private static final String SSM = "var/lib/amazon/ssm/";
  private static final String ID = "i-0aaaaaaaaaaaaaaa1";
  private static final String FILE = ID + "/inventory/custom/EcsAgentConfiguration.json";

  @TempDir private Path root;

  @BeforeEach
  void writeFiles() throws IOException {
    Run.write(
        root,
        "etc/ecs/ecs.config",
        "ECS_AWSVPC_BLOCK_IMDS=false\nHTTP_PROXY=http://u:hunter2hunter2@proxy:3128\n");
    Run.write(root, "etc/os-release", "ID=amzn\nPRETTY_NAME=\"Amazon Linux 2023\"\n");
    Files.createDirectories(root.resolve(SSM + "ipc"));
  }

  @Test
  void has_strings_only_and_no_secret() throws IOException {
    // Given
    Files.createDirectories(root.resolve(SSM + ID));

    // When
    Run run = audit();

    // Then
    assertEquals("", run.err());
    assertEquals(ExitCode.DRIFT, run.code());
    JsonNode file = new ObjectMapper().readTree(root.resolve(SSM + FILE).toFile());
    assertEquals("1.0", file.get("SchemaVersion").textValue());
    assertEquals("Custom:EcsAgentConfiguration", file.get("TypeName").textValue());
    JsonNode content = file.get("Content");
    assertEquals("false", content.get("ECS_AWSVPC_BLOCK_IMDS").textValue());
    assertTrue(content.size() <= 50, "attributes: " + content.size());
    content.forEach(value -> assertTrue(value.isTextual() && value.textValue().length() <= 4096));
    assertFalse(file.toString().contains("hunter2"));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(SSM + FILE))));
    try (var beside = Files.list(root.resolve(SSM + FILE).getParent())) {
      assertEquals(1, beside.count());
    }
  }

  @Test
  void is_written_only_when_it_says_something_else() throws IOException {
    // Given
    Files.createDirectories(root.resolve(SSM + ID));
    audit();
    Object first = Files.getAttribute(root.resolve(SSM + FILE), "unix:ino");

    // When
    audit();
    Object second = Files.getAttribute(root.resolve(SSM + FILE), "unix:ino");
    Run.write(root, "etc/ecs/ecs.config", "ECS_AWSVPC_BLOCK_IMDS=true\n");
    audit();

    // Then
    assertEquals(first, second);
    assertTrue(
        Files.readString(root.resolve(SSM + FILE)).contains("\"ECS_AWSVPC_BLOCK_IMDS\": \"true\""),
        Files.readString(root.resolve(SSM + FILE)));
  }

  @Test
  void is_not_written_where_it_cannot_be_told_for_which_instance() throws IOException {
    // Given
    Files.createDirectories(root.resolve(SSM + ID));
    Files.createDirectories(root.resolve(SSM + "mi-0bbbbbbbbbbbbbbb2"));

    // When
    Run two = audit();
    Run evil = audit("--instance-id", "../../../tmp");
    assertFalse(Files.exists(root.resolve(SSM + FILE)));
    Run said = audit("--instance-id", ID);

    // Then
    assertTrue(two.err().contains("say which one this is with --instance-id"), two.err());
    assertEquals(1, two.err().lines().count());
    assertEquals(ExitCode.USAGE, evil.code());
    assertEquals(ExitCode.DRIFT, two.code());
    assertEquals("", said.err());
    assertTrue(Files.exists(root.resolve(SSM + FILE)));
  }

  @Test
  void is_of_the_instance_that_is_said_and_not_of_one_that_an_image_was_made_of()
      throws IOException {
    // Given
    Files.createDirectories(root.resolve(SSM + "i-0aaaaaaaaaaaaaaa1"));

    // When
    Run run = audit("--instance-id", "i-0ccccccccccccccc3");

    // Then
    assertEquals("", run.err());
    assertTrue(
        Files.exists(
            root.resolve(SSM + "i-0ccccccccccccccc3/inventory/custom/EcsAgentConfiguration.json")));
    assertFalse(Files.exists(root.resolve(SSM + "i-0aaaaaaaaaaaaaaa1/inventory")));
  }

  @Test
  void never_changes_the_exit_code() throws IOException {
    // Given: a link where the file belongs
    Path link = root.resolve(SSM + FILE);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, Path.of("/etc/passwd"));

    // When
    Run run = audit();

    // Then
    assertEquals(ExitCode.DRIFT, run.code());
    assertTrue(run.err().startsWith("ecs-harden: inventory file: /var/lib/amazon/ssm/"), run.err());
    assertTrue(Files.isSymbolicLink(link));
  }

  @Test
  void is_left_by_a_repair_too_and_never_by_its_plan() throws IOException {
    // Given
    Files.createDirectories(root.resolve(SSM + ID));

    // When
    Run plan = Run.of("fix", "--root", root.toString(), "--dry-run", "--inventory-file");
    boolean planned = Files.exists(root.resolve(SSM + FILE));
    Run fix = Run.of("fix", "--root", root.toString(), "--inventory-file");

    // Then
    assertEquals("", plan.err() + fix.err());
    assertFalse(planned);
    assertTrue(
        Files.readString(root.resolve(SSM + FILE)).contains("\"ECS_AWSVPC_BLOCK_IMDS\": \"true\""));
  }

  private Run audit(String... more) {
    String[] words = new String[4 + more.length];
    System.arraycopy(
        new String[] {"audit", "--root", root.toString(), "--inventory-file"}, 0, words, 0, 4);
    System.arraycopy(more, 0, words, 4, more.length);
    return Run.of(words);
  }
}
