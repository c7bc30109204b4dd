package io.ecsharden.host.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ecsharden.facts.FilterRule;
import io.ecsharden.facts.PacketFilter;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.host.linux.Kernel;
import io.ecsharden.host.linux.NetworkThread;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rule of the unit for bridges, as this kernel gives it back; only root can make one. */
class OwnRuleTest {

  private static final String MAKE =
      "iptables -N DOCKER-USER && iptables -A FORWARD -j DOCKER-USER"
          + " && iptables -A DOCKER-USER -d 169.254.169.254/32 -m comment --comment ecs-harden"
          + " -j DROP && echo ready; read line";

  @Test
  void has_no_condition_but_its_address() throws Exception {
    assumeTrue(Kernel.effectiveUser() == 0, "only root makes network namespaces");
    Process network = new ProcessBuilder("unshare", "-n", "sh", "-c", MAKE).start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(network.getInputStream(), StandardCharsets.UTF_8))) {
      assumeTrue("ready".equals(out.readLine()), "no iptables here");

      // When
      PacketFilter seen = filterOf(network.pid());

      // Then
      assertTrue(seen instanceof PacketFilter.Seen, seen.toString());
      List<FilterRule> rules =
          ((PacketFilter.Seen) seen)
              .rules().stream().filter(rule -> rule.chain().equals("DOCKER-USER")).toList();
      assertEquals(
          List.of(
              new FilterRule(
                  false,
                  "DOCKER-USER",
                  List.of(new FilterRule.Address(false, "169.254.169.254/32", false)),
                  "DROP")),
          rules);
    } finally {
      network.getOutputStream().close();
      network.waitFor();
    }
  }

  private static PacketFilter filterOf(long pid) throws Exception {
    int namespace =
        Kernel.open(Kernel.NO_DIRECTORY, "/proc/" + pid + "/ns/net", Kernel.READ_ONLY, 0);
    try {
      HostRoot own = new HostRoot(Path.of("/"));
      return NetworkThread.start(namespace, () -> new PacketFilterReader(own).read()).join();
    } finally {
      Kernel.close(namespace);
    }
  }
}
