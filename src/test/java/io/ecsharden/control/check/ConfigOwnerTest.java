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
import io.ecsharden.facts.Access;
import io.ecsharden.facts.AccessFacts;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may change what the agent takes. */
class ConfigOwnerTest {

  private static final String CONTROL = "config-owner";
  private static final Access ROOT = directory("/", 0755, 0, 0);
  private static final Access ETC = directory("/etc", 0755, 0, 0);

  /** Owners are the instance's, and the directories are root's. */
  private static final AccessFacts REAL = access(0, directory("/etc/ecs", 0755, 0, 0));

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
    Finding finding = finding(CONTROL, host(path, mode, owner).access(REAL));

    // Then
    assertEquals(expected, finding.status(), finding.message().toString());
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
    Finding finding = finding(CONTROL, host("/etc/ecs/ecs.config", "666", 65534).access(REAL));

    // Then
    assertEquals(
        "Users other than root can change the configuration, in 2 ways.",
        finding.message().toString());
    List<Remedy> remedies = finding.remedies();
    assertEquals(new NarrowMode(HostFacts.ECS_CONFIG, 0644), remedies.getFirst());
    assertTrue(
        remedies.getLast() instanceof ByHand hand
            && hand.reason().text().toString().contains("user 65534"),
        remedies.toString());
  }

  @Test
  void passes_where_there_is_no_file() {
    assertEquals(Status.PASS, finding(CONTROL, Hosts.instance().access(REAL)).status());
  }

  @ParameterizedTest
  @CsvSource({
    "777, 0, 0, can be written by everybody",
    "1777, 0, 0, can be written by everybody",
    "755, 1000, 0, belongs to the user 1000",
    "775, 0, 1000, can be written by the group 1000",
    "755, 0, 1000, ",
    "775, 0, 0, ",
    "555, 0, 0, "
  })
  void judges_the_directory_too(String mode, int uid, int gid, String fails) {
    // Given
    Access ecs = directory("/etc/ecs", Integer.parseInt(mode, 8), uid, gid);

    // When
    Finding finding =
        finding(CONTROL, host("/etc/ecs/ecs.config", "644", 0).access(access(0, ecs)));

    // Then
    assertEquals(
        fails == null ? Status.PASS : Status.FAIL, finding.status(), finding.message().toString());
    assertTrue(
        fails == null || finding.message().toString().contains(fails),
        finding.message().toString());
    assertEquals(fails == null ? Optional.empty() : Optional.of("/etc/ecs"), finding.source());
  }

  @Test
  void judges_every_directory_above() {
    // Given
    AccessFacts access =
        new AccessFacts(
            Optional.of(0),
            0,
            0,
            Map.of(
                HostFacts.ECS_CONFIG,
                List.of(ROOT, directory("/etc", 0757, 0, 0), directory("/etc/ecs", 0755, 0, 0))));

    // Then
    assertEquals(
        Optional.of("/etc"),
        finding(CONTROL, host("/etc/ecs/ecs.config", "644", 0).access(access)).source());
  }

  @Test
  void names_the_user_of_an_access_control_list() {
    // Given
    Access file = new Access(HostFacts.ECS_CONFIG, false, 0644, 0, 0, List.of("user 1000"));
    AccessFacts access =
        new AccessFacts(Optional.of(0), 0, 0, Map.of(HostFacts.ECS_CONFIG, List.of(ROOT, file)));

    // When
    Finding finding = finding(CONTROL, host("/etc/ecs/ecs.config", "664", 0).access(access));

    // Then
    assertEquals(Status.FAIL, finding.status());
    assertTrue(finding.message().toString().contains("user 1000"), finding.message().toString());
    assertEquals(List.of(new NarrowMode(HostFacts.ECS_CONFIG, 0644)), finding.remedies());
  }

  @Test
  void says_that_it_does_not_judge_the_owners_of_a_copy() {
    // When
    Finding finding =
        finding(
            CONTROL,
            host("/etc/ecs/ecs.config", "644", 1000)
                .access(access(1000, directory("/etc/ecs", 0775, 1000, 1000))));
    Finding open =
        finding(
            CONTROL,
            host("/etc/ecs/ecs.config", "644", 1000)
                .access(access(1000, directory("/etc/ecs", 0777, 1000, 1000))));

    // Then
    assertEquals(Status.PASS, finding.status());
    assertTrue(
        finding.message().toString().contains("belongs to user 1000"),
        finding.message().toString());
    assertEquals(Status.FAIL, open.status());
  }

  private static Access directory(String path, int mode, int uid, int gid) {
    return new Access(path, true, mode, uid, gid, List.of());
  }

  private static AccessFacts access(int rootOwner, Access ecs) {
    return new AccessFacts(
        Optional.of(rootOwner), 0, 0, Map.of(HostFacts.ECS_CONFIG, List.of(ROOT, ETC, ecs)));
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
