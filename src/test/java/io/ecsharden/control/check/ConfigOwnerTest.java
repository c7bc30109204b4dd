package io.ecsharden.control.check;

import static io.ecsharden.control.Audits.finding;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.Hosts;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Remedy;
import io.ecsharden.control.Remedy.ByHand;
import io.ecsharden.control.Remedy.NarrowMode;
import io.ecsharden.control.Status;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.facts.RunningFacts.Program;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may change what the agent takes. */
class ConfigOwnerTest {

  private static final String CONTROL = "config-owner";
  private static final RunningFacts UNSEEN =
      new RunningFacts(new Program.Unseen("no socket"), new Program.Unseen("no process"));

  @ParameterizedTest
  @CsvSource({
    "/etc/ecs/ecs.config, 644, 0, PASS",
    "/etc/ecs/ecs.config, 600, 0, PASS",
    "/etc/ecs/ecs.config, 664, 0, FAIL",
    "/etc/ecs/ecs.config, 646, 0, FAIL",
    "/etc/ecs/ecs.config, 644, 1000, FAIL",
    "/etc/ecs/ecs.config, 400, 65534, FAIL",
    "/var/lib/ecs/ecs.config, 666, 0, FAIL",
    "/etc/ecs/ecs.config.json, 640, 1000, FAIL"
  })
  void only_root_may_write_a_file(String path, String mode, int owner, Status expected) {
    // When
    Finding finding = finding(CONTROL, host(path, mode, owner).running(UNSEEN));

    // Then
    assertEquals(expected, finding.status(), finding.message());
    assertEquals(expected == Status.FAIL, finding.source().filter(path::equals).isPresent());
  }

  /** The files of a copy, or of a test, belong to whoever made it, with that person's umask. */
  @ParameterizedTest
  @CsvSource({"644, 1000, PASS", "664, 1000, PASS", "666, 0, FAIL"})
  void judges_nothing_of_a_copy_but_what_everyone_may_write(
      String mode, int owner, Status expected) {
    assertEquals(expected, finding(CONTROL, host("/etc/ecs/ecs.config", mode, owner)).status());
  }

  @Test
  void narrows_the_mode_and_leaves_the_owner_to_people() {
    // When
    Finding finding = finding(CONTROL, host("/etc/ecs/ecs.config", "666", 65534).running(UNSEEN));

    // Then
    assertEquals(
        "Users other than root can change the configuration, in 2 ways.", finding.message());
    List<Remedy> remedies = finding.remedies();
    assertEquals(new NarrowMode(HostFacts.ECS_CONFIG, 0644), remedies.getFirst());
    assertTrue(
        remedies.getLast() instanceof ByHand hand && hand.reason().contains("user 65534"),
        remedies.toString());
  }

  @Test
  void passes_where_there_is_no_file() {
    assertEquals(Status.PASS, finding(CONTROL, Hosts.instance().running(UNSEEN)).status());
  }

  private static Hosts host(String path, String mode, int owner) {
    byte[] bytes = "A=1\n".getBytes(StandardCharsets.UTF_8);
    if (path.endsWith(".json")) {
      bytes = "{}".getBytes(StandardCharsets.UTF_8);
    }
    return Hosts.instance()
        .with(new FileFact.Content(path, bytes, Integer.parseInt(mode, 8), owner, owner));
  }
}
