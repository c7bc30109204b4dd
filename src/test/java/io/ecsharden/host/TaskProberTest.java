package io.ecsharden.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ecsharden.facts.MetadataProbes;
import io.ecsharden.facts.MetadataWays;
import io.ecsharden.facts.ProbeAnswer;
import io.ecsharden.facts.TaskContainer;
import io.ecsharden.facts.TaskFacts;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.host.linux.Kernel;
import io.ecsharden.machine.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Asking from inside real network namespaces; only root can make them. */
@Timeout(60)
class TaskProberTest {

  /** Part of the control group of every process, in place of a container's id. */
  private static final String ANY_GROUP = "/";

  @Test
  void asks_inside_the_network_of_the_process_and_not_in_its_own()
      throws IOException, InterruptedException {
    assumeTrue(Kernel.effectiveUser() == 0, "only root makes network namespaces");
    String own = Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net")).toString();
    Process process = new ProcessBuilder("unshare", "-n", "sleep", "60").start();
    try {
      assumeTrue(isElsewhere(process, own), "this machine makes no network namespaces");

      // When: a new network has no routes at all
      MetadataProbes probes = probe((int) process.pid(), ANY_GROUP);

      // Then
      assertEquals(new ProbeAnswer.Failed("the network cannot be reached"), probes.ipv4());
      assertInstanceOf(ProbeAnswer.Failed.class, probes.ipv6());
      assertEquals(own, Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net")).toString());
    } finally {
      process.destroy();
    }
  }

  @Test
  void does_not_ask_for_a_number_that_another_process_has_now() {
    int own = (int) ProcessHandle.current().pid();

    ProbeAnswer answer = probe(own, "ab12".repeat(16)).ipv4();

    assertEquals(new ProbeAnswer.NotAsked("its process is not to be seen"), answer);
  }

  @Test
  void does_not_ask_where_there_is_no_process() {
    assertInstanceOf(ProbeAnswer.NotAsked.class, probe(0, ANY_GROUP).ipv4());
    assertInstanceOf(ProbeAnswer.NotAsked.class, probe(999_999_999, ANY_GROUP).ipv6());
  }

  @Test
  void asks_nobody_when_the_time_for_all_is_over() {
    int own = (int) ProcessHandle.current().pid();

    ProbeAnswer answer = probe(own, ANY_GROUP, Duration.ofMillis(500)).ipv4();

    assertEquals(new ProbeAnswer.NotAsked("the time for all tasks together was over"), answer);
  }

  private static boolean isElsewhere(Process process, String own)
      throws IOException, InterruptedException {
    Path link = Path.of("/proc/" + process.pid() + "/ns/net");
    for (int i = 0; i < 500 && process.isAlive(); i++) {
      if (!Files.readSymbolicLink(link).toString().equals(own)) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return false;
  }

  private static MetadataProbes probe(int pid, String id) {
    return probe(pid, id, Duration.ofSeconds(10));
  }

  private static MetadataProbes probe(int pid, String id, Duration time) {
    TaskContainer container =
        new TaskContainer(
            id,
            "web",
            new TaskContainer.Labels("c", "t", "web", "f", "1"),
            new TaskContainer.Network.Nothing(),
            pid,
            Optional.empty(),
            false,
            false,
            MetadataWays.unseen("not read"),
            Optional.empty());
    return new TaskProber(new HostRoot(Path.of("/")), ProbeQuestion.CONNECTION, Deadline.in(time))
        .probe(new TaskFacts.Seen(List.of(container), 0))
        .containers()
        .getFirst()
        .probes()
        .orElseThrow();
  }
}
