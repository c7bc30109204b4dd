package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.Hosts;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnreadableTest {

  @Test
  void finds_a_directory_in_the_place_of_a_file() {
    assertEquals(
        List.of("/etc/ecs/ecs.config unreadable"),
        found(new Unreadable(), with(HostFacts.ECS_CONFIG, FileFact.Cause.DIRECTORY)));
  }

  @Test
  void leaves_what_may_not_be_read() {
    assertEquals(
        List.of(),
        found(new Unreadable(), with(HostFacts.ECS_CONFIG, FileFact.Cause.NO_PERMISSION)));
  }

  @Test
  void leaves_what_stops_the_agent() {
    assertEquals(
        List.of(), found(new Unreadable(), with(HostFacts.ECS_CONFIG, FileFact.Cause.FIFO)));
  }

  @Test
  void leaves_files_of_others() {
    assertEquals(
        List.of(), found(new Unreadable(), with("/etc/os-release", FileFact.Cause.DIRECTORY)));
  }

  private static Hosts with(String path, FileFact.Cause cause) {
    return Hosts.instance().with(new FileFact.Unreadable(path, cause, "it is something else"));
  }
}
