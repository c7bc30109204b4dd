package io.ecsharden.host.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.ecsharden.facts.MetadataWays;
import io.ecsharden.facts.Way;
import io.ecsharden.host.files.HostRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes of a container's process, and of what is not one. */
class ProcessWaysTest {

  private static final String ID = "ab12".repeat(16);
  private static final String STAT = "7 (sleep) S 1 7 7 0 -1 1 1 0 0 0 0 0 0 0 20 0 1 0 12345 9\n";
  private static final String OPEN = "eth0\t00000000\t0101000A\t0003\t0\t0\t0\t00000000\t0\t0\t0\n";

  @TempDir private Path root;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0::/system.slice/docker-%s.scope",
        "0::/../../ecs/0123/%s",
        "12:memory:/ecs/0123/%s\n1:name=systemd:/ecs/0123/%s"
      })
  void reads_the_ways_of_the_containers_process(String group) throws IOException {
    // Given
    process(group.replace("%s", ID));

    // When
    Optional<MetadataWays> ways = ways();

    // Then: a kernel without IPv6 has no table for it
    assertEquals(Optional.of(new MetadataWays(new Way.Open("eth0"), new Way.None())), ways);
  }

  @Test
  void says_nothing_of_a_number_that_another_process_has_now() throws IOException {
    // Given
    process("0::/user.slice");

    // Then
    assertInstanceOf(Way.Unseen.class, ways().orElseThrow().ipv4());
    assertInstanceOf(Way.Unseen.class, ways().orElseThrow().ipv6());
  }

  @Test
  void says_nothing_of_the_process_of_another_container() throws IOException {
    process("0::/docker/" + "cd34".repeat(16));

    assertInstanceOf(Way.Unseen.class, ways().orElseThrow().ipv4());
  }

  @Test
  void knows_a_process_that_is_not_there() {
    assertEquals(Optional.empty(), ways());
  }

  @Test
  void does_not_wait_for_a_table_that_is_a_pipe() throws IOException, InterruptedException {
    // Given
    process("0::/docker/" + ID);
    Files.delete(root.resolve("proc/7/net/route"));
    new ProcessBuilder("mkfifo", root.resolve("proc/7/net/route").toString()).start().waitFor();

    // Then
    assertInstanceOf(Way.Unseen.class, ways().orElseThrow().ipv4());
    assertInstanceOf(Way.Unseen.class, ways().orElseThrow().ipv6());
  }

  private Optional<MetadataWays> ways() {
    return new ProcessWays(new HostRoot(root)).of(7, ID);
  }

  private void process(String group) throws IOException {
    Files.createDirectories(root.resolve("proc/7/net"));
    Files.writeString(root.resolve("proc/7/stat"), STAT);
    Files.writeString(root.resolve("proc/7/cgroup"), group + "\n");
    Files.writeString(root.resolve("proc/7/net/route"), OPEN);
  }
}
