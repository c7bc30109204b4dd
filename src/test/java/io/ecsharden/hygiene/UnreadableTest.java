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

  @Test
  void finds_a_file_of_others_that_the_disk_does_not_give() {
    assertEquals(
        List.of("/etc/docker/daemon.json unreadable"),
        found(new Unreadable(), with(HostFacts.DAEMON_JSON, FileFact.Cause.IO_ERROR)));
  }

  @Test
  void finds_a_directory_of_drop_ins_that_the_disk_does_not_give() {
    String path = "/etc/systemd/system/ecs.service.d";
    FileFact closed = new FileFact.Unreadable(path, FileFact.Cause.IO_ERROR, "input/output error");

    assertEquals(
        List.of(path + " unreadable"),
        found(new Unreadable(), Hosts.instance().withDropIn(closed)));
  }

  private static Hosts with(String path, FileFact.Cause cause) {
    return Hosts.instance().with(new FileFact.Unreadable(path, cause, "it is something else"));
  }
}
