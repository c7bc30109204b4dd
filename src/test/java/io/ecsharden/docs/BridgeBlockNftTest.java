package io.ecsharden.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ecsharden.Native;
import io.ecsharden.host.linux.Kernel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The block for bridges where no packet passes {@code DOCKER-USER}, with real nftables: a task on a
 * bridge, the metadata service behind another interface, and what a connection comes to.
 */
class BridgeBlockNftTest {

  /** A refused connection has arrived; one that is dropped has no answer within a second. */
  private static final String NETWORKS =
      """
      set -eu
      mount -t tmpfs none /run
      ip link set lo up
      for n in task imds; do ip netns add $n; done
      ip link add br-x type bridge; ip link set br-x up; ip addr add 172.30.0.1/24 dev br-x
      ip link add t0 type veth peer name t1 netns task; ip link set t0 master br-x up
      ip -n task addr add 172.30.0.2/24 dev t1; ip -n task link set t1 up
      ip -n task route add default via 172.30.0.1
      ip link add i0 type veth peer name i1 netns imds; ip link set i0 up
      ip addr add 169.254.169.1/24 dev i0; ip route add 169.254.170.2 dev i0
      ip -n imds addr add 169.254.169.254/24 dev i1; ip -n imds addr add 169.254.170.2/32 dev i1
      ip -n imds link set i1 up; ip -n imds route add default via 169.254.169.1
      echo 1 > /proc/sys/net/ipv4/ip_forward
      reaches() {
        rc=0; $2 timeout 1 bash -c "exec 3<>/dev/tcp/$1/80" 2>/dev/null || rc=$?
        [ $rc = 124 ] && echo "$1 no" || echo "$1 yes"
      }
      task() { reaches $1 "ip netns exec task"; }
      """;

  @Test
  void drops_what_a_bridge_sends_to_the_metadata_service_and_nothing_else() throws Exception {
    String seen =
        inNetworks(
            """
            task 169.254.169.254
            sh -eu -c "$START"
            task 169.254.169.254; task 169.254.170.2; reaches 169.254.169.254 ""
            sh -eu -c "$STOP"
            task 169.254.169.254
            nft list tables
            """);

    assertEquals(
        """
        169.254.169.254 yes
        nft drops what bridges send to the metadata service
        169.254.169.254 no
        169.254.170.2 yes
        169.254.169.254 yes
        169.254.169.254 yes
        """,
        seen);
  }

  @Test
  void keeps_one_rule_for_each_address_however_often_it_starts() throws Exception {
    String seen =
        inNetworks(
            """
            for i in 1 2 3 4 5 6 7 8 9 10; do sh -eu -c "$START" >/dev/null; done
            nft list ruleset | grep drop
            """);

    assertEquals("\t\tip daddr 169.254.169.254 drop\n\t\tip6 daddr fd00:ec2::254 drop\n", seen);
  }

  private static String inNetworks(String script) throws Exception {
    assumeTrue(Kernel.effectiveUser() == 0, "!!!! SKIPPED: only root makes networks !!!!");
    assumeTrue(
        Native.has("nft") && Native.has("ip") && Native.has("bash"),
        "!!!! SKIPPED: nft, ip and bash are not all here !!!!");
    assumeTrue(
        run("nft add table inet x && nft list tables").equals("table inet x\n"),
        "!!!! SKIPPED: the kernel takes no table of nftables here !!!!");
    return run(NETWORKS + script);
  }

  private static String run(String script) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("unshare", "-n", "-m", "sh", "-c", script);
    builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    builder.environment().put("START", BridgeBlockUnitTest.command("ExecStart"));
    builder.environment().put("STOP", BridgeBlockUnitTest.command("ExecStop"));
    Process process = builder.redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return out;
  }
}
