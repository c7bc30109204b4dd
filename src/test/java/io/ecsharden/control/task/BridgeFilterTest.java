package io.ecsharden.control.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.control.task.BridgeFilter.Fate;
import io.ecsharden.facts.FilterRule;
import io.ecsharden.facts.FilterRule.Address;
import io.ecsharden.facts.FilterRule.Condition;
import io.ecsharden.facts.FilterRule.Interface;
import io.ecsharden.facts.FilterRule.Other;
import io.ecsharden.facts.FilterRule.Port;
import io.ecsharden.facts.FilterRule.Protocol;
import io.ecsharden.facts.PacketFilter;
import io.ecsharden.facts.TaskContainer.Network;
import io.ecsharden.facts.TaskFacts;
import io.ecsharden.settings.AgentBlock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the kernel's rules do with a packet from a bridge to the metadata service. */
class BridgeFilterTest {

  private static final Condition THERE = new Address(false, "169.254.169.254/32", false);
  private static final FilterRule JUMP = rule("FORWARD", "jump DOCKER-USER");
  private static final String MINE = "br-0123456789ab";

  @Test
  void drops_what_every_bridge_sends_where_the_rule_has_no_interface() {
    BridgeFilter filter = of(JUMP, user("DROP", THERE));

    assertEquals(Fate.DROPPED, filter.fate("docker0"));
    assertEquals(Fate.DROPPED, filter.fate(MINE));
    assertEquals(Fate.DROPPED, filter.fate(BridgeFilter.ANY));
    assertEquals("", filter.gaps());
  }

  @Test
  void leaves_out_the_networks_of_others_where_the_rule_names_docker() {
    // AWS's page: iptables --insert DOCKER-USER 1 --in-interface docker+ --destination … --jump
    // DROP
    BridgeFilter filter = of(JUMP, user("DROP", new Interface(true, "docker+", false), THERE));

    assertEquals(Fate.DROPPED, filter.fate("docker0"));
    assertEquals(Fate.PASSED, filter.fate(MINE));
    assertEquals(Fate.UNCLEAR, filter.fate(BridgeFilter.ANY));
    assertTrue(filter.gaps().contains("not for the bridges of networks that somebody made"));
  }

  @Test
  void counts_no_rule_behind_what_docker_accepts() {
    BridgeFilter filter =
        of(JUMP, rule("FORWARD", "jump DOCKER-FORWARD"), rule("FORWARD", "DROP", THERE));

    assertEquals(Fate.PASSED, filter.fate("docker0"));
    assertTrue(filter.gaps().contains("put it into DOCKER-USER"), filter.gaps());
  }

  @Test
  void counts_a_rule_before_docker_and_none_in_a_chain_that_no_packet_passes() {
    assertEquals(Fate.DROPPED, of(rule("FORWARD", "DROP", THERE), JUMP).fate(MINE));
    assertEquals(Fate.NO_CHAIN, of(user("DROP", THERE)).fate(MINE));
    assertEquals(Fate.NO_CHAIN, of().fate(MINE));
  }

  @Test
  void counts_no_rule_behind_one_that_returns_or_accepts() {
    assertEquals(Fate.PASSED, of(JUMP, user("RETURN"), user("DROP", THERE)).fate(MINE));
    assertEquals(Fate.PASSED, of(JUMP, user("ACCEPT", THERE), user("DROP", THERE)).fate(MINE));
  }

  @Test
  void knows_ports_protocols_and_blocks() {
    assertEquals(
        Fate.DROPPED,
        of(JUMP, user("DROP", THERE, new Protocol(6, false), new Port(80, 80, false))).fate(MINE));
    assertEquals(Fate.PASSED, of(JUMP, user("DROP", THERE, new Port(443, 443, false))).fate(MINE));
    assertEquals(Fate.PASSED, of(JUMP, user("DROP", THERE, new Protocol(17, false))).fate(MINE));
    assertEquals(
        Fate.DROPPED,
        of(JUMP, user("REJECT", new Address(false, "169.254.0.0/16", false))).fate(MINE));
    assertEquals(
        Fate.PASSED,
        of(JUMP, user("DROP", new Address(false, "169.254.169.254/32", true))).fate(MINE));
  }

  @Test
  void claims_nothing_where_a_condition_is_not_known() {
    assertEquals(Fate.UNCLEAR, of(JUMP, user("DROP", THERE, new Other("owner"))).fate(MINE));
    assertEquals(
        Fate.UNCLEAR,
        of(JUMP, user("DROP", THERE, new Address(true, "172.17.0.0/16", false))).fate(MINE));
    assertEquals(Fate.UNCLEAR, of(JUMP, user("jump MINE"), user("DROP", THERE)).fate(MINE));
    assertEquals(
        Fate.DROPPED, of(JUMP, user("LOG", new Other("limit")), user("DROP", THERE)).fate(MINE));
  }

  @Test
  void knows_the_unit_s_own_table_where_docker_has_none_of_iptables() {
    FilterRule own = rule(PacketFilter.OWN_CHAIN, "DROP", THERE);

    assertEquals(Fate.DROPPED, of(own).fate(BridgeFilter.ANY));
  }

  @Test
  void takes_each_protocol_for_itself() {
    FilterRule ipv6 =
        new FilterRule(
            true, "DOCKER-USER", List.of(new Address(false, "fd00:ec2::254/128", false)), "DROP");
    FilterRule jump = new FilterRule(true, "FORWARD", List.of(), "jump DOCKER-USER");
    PacketFilter.Seen seen = seen(JUMP, jump, ipv6);

    assertEquals(Fate.PASSED, new BridgeFilter(seen, false).fate(MINE));
    assertEquals(Fate.DROPPED, new BridgeFilter(seen, true).fate(MINE));
  }

  @Test
  void blocks_a_task_only_where_each_of_its_bridges_is_known_and_dropped() {
    PacketFilter docker = seen(JUMP, user("DROP", new Interface(true, "docker0", false), THERE));

    assertEquals(Reach.BLOCKED, judged(docker, List.of("bridge"), List.of("docker0")));
    assertEquals(
        Reach.NOT_SEEN, judged(docker, List.of("bridge", "mine"), List.of("docker0", MINE)));
    // a macvlan network, say, passes no bridge
    assertEquals(Reach.NOT_SEEN, judged(seen(JUMP, user("DROP", THERE)), List.of("m"), List.of()));
    assertEquals(Reach.NOT_SEEN, judged(seen(JUMP), List.of("bridge"), List.of("docker0")));
    assertEquals(
        Reach.NOT_SEEN,
        judged(new PacketFilter.Unseen("no"), List.of("bridge"), List.of("docker0")));
    assertFalse(of(JUMP).drops(List.of("docker0")));
  }

  private static Reach judged(PacketFilter filter, List<String> names, List<String> interfaces) {
    TaskFacts.Seen tasks =
        new TaskFacts.Seen(
            List.of(
                Containers.of(
                    "a", "a", "web", new Network.Bridge(names, interfaces), Containers.OPEN)),
            0);
    Exposure exposure = Exposure.of(tasks, new AgentBlock.Off(), filter);
    return exposure.tasks().getFirst().ipv4().reach();
  }

  private static BridgeFilter of(FilterRule... rules) {
    return new BridgeFilter(seen(rules), false);
  }

  private static PacketFilter.Seen seen(FilterRule... rules) {
    return new PacketFilter.Seen(List.of(rules), List.of());
  }

  private static FilterRule user(String verdict, Condition... conditions) {
    return rule("DOCKER-USER", verdict, conditions);
  }

  private static FilterRule rule(String chain, String verdict, Condition... conditions) {
    return new FilterRule(false, chain, List.of(conditions), verdict);
  }
}
