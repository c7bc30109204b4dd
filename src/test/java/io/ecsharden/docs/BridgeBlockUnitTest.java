package io.ecsharden.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ecsharden.format.unit.BridgeBlock;
import io.ecsharden.host.linux.Kernel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The block for bridges, with real iptables in a network of its own; only root can make one. */
class BridgeBlockUnitTest {

  private static final Path UNIT = Path.of("ecs-config/units/ecs-harden-imds-block.service");
  private static final String RULE =
      "-A DOCKER-USER -d 169.254.169.254/32 -m comment --comment ecs-harden -j DROP";

  @Test
  void keeps_one_rule_in_the_first_place_however_often_it_starts() throws Exception {
    String rules =
        inNetwork(
            "iptables -N DOCKER-USER; iptables -A FORWARD -j DOCKER-USER;"
                + " iptables -A DOCKER-USER -j RETURN; "
                + "for i in 1 2 3 4 5 6 7 8 9 10; do sh -eu -c \"$START\" >/dev/null; done; "
                + "iptables -S DOCKER-USER");

    assertEquals("-N DOCKER-USER\n" + RULE + "\n-A DOCKER-USER -j RETURN\n", rules);
  }

  @Test
  void removes_every_rule_when_it_is_stopped_after_it_was_disabled() throws Exception {
    String rules =
        inNetwork(
            "iptables -N DOCKER-USER; iptables -A FORWARD -j DOCKER-USER;"
                + " sh -eu -c \"$START\" >/dev/null; "
                + "iptables -A DOCKER-USER -d 169.254.169.254/32 -m comment --comment ecs-harden"
                + " -j DROP; sh -eu -c \"$STOP\"; iptables -S DOCKER-USER");

    assertEquals("-N DOCKER-USER\n", rules);
  }

  @Test
  void says_so_where_nothing_can_block() throws Exception {
    String said =
        inNetwork("PATH=/nowhere; /bin/sh -eu -c \"$START\" 2>&1 || echo \"failed with $?\"");

    assertTrue(said.startsWith("nothing is blocked: no packet passes the chain DOCKER-USER"), said);
    assertTrue(said.endsWith("failed with 1\n"), said);
  }

  @Test
  void takes_a_chain_for_nothing_that_no_packet_passes() throws Exception {
    String said =
        inNetwork(
            "iptables -N DOCKER-USER; PATH=/usr/sbin:/usr/bin;"
                + " sh -eu -c \"$START\" >/dev/null 2>&1; iptables -S DOCKER-USER");

    assertEquals("-N DOCKER-USER\n", said);
  }

  @Test
  void is_the_file_that_a_repair_installs() throws IOException {
    assertEquals(Files.readString(UNIT), new String(BridgeBlock.text(), StandardCharsets.UTF_8));
  }

  @Test
  void comes_back_with_docker() throws IOException {
    String unit = Files.readString(UNIT);

    for (String line : new String[] {"After", "PartOf", "WantedBy"}) {
      assertTrue(unit.contains("\n" + line + "=docker.service\n"), line);
    }
  }

  private static String inNetwork(String script) throws Exception {
    assumeTrue(Kernel.effectiveUser() == 0, "only root makes network namespaces");
    assumeTrue(run("unshare -n iptables -S", "").contains("-P INPUT"), "no iptables here");
    return run("unshare -n sh -c \"$SCRIPT\"", script);
  }

  private static String run(String command, String script) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", command);
    builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    builder.environment().put("SCRIPT", script);
    builder.environment().put("START", command("ExecStart"));
    builder.environment().put("STOP", command("ExecStop"));
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return out;
  }

  /**
   * What systemd gives to the shell (systemd.service(5)): two dollars are one, two per cents too.
   */
  static String command(String name) throws IOException {
    String unit = Files.readString(UNIT);
    String start = "\n" + name + "=/bin/sh -eu -c '";
    int from = unit.indexOf(start) + start.length();
    String text = unit.substring(from, unit.indexOf("'\n", from));
    return text.replace("\\\n", " ").replace("$$", "$").replace("%%", "%");
  }
}
