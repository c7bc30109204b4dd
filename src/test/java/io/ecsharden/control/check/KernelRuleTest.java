package io.ecsharden.control.check;

import static io.ecsharden.control.Audits.finding;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.Hosts;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Status;
import io.ecsharden.facts.FilterRule;
import io.ecsharden.facts.FilterRule.Address;
import io.ecsharden.facts.FilterRule.Condition;
import io.ecsharden.facts.FilterRule.Interface;
import io.ecsharden.facts.FilterRule.Other;
import io.ecsharden.facts.FilterRule.Port;
import io.ecsharden.facts.FilterRule.Protocol;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.NetworkFacts;
import io.ecsharden.facts.PacketFilter;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.facts.RunningFacts.Program;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The setting is right, and the kernel has the rule or not. */
class KernelRuleTest {

  private static final String LOCAL = "localhost-filter";
  private static final String INTROSPECTION = "introspection-off-host";

  private static final FilterRule LOCAL_RULE =
      rule(
          "DROP",
          new Address(true, "127.0.0.0/8", true),
          new Address(false, "127.0.0.0/8", false),
          new Other("conntrack"));

  private static final FilterRule PORT_RULE =
      rule(
          "DROP",
          new Interface(true, "lo", true),
          new Protocol(6, false),
          new Port(51678, 51678, false));

  private static final FilterRule OLD_PORT_RULE =
      rule(
          "DROP",
          new Interface(true, "eth0", false),
          new Protocol(6, false),
          new Port(51678, 51678, false));

  @Test
  void passes_where_the_kernel_has_it() {
    for (String control : List.of(LOCAL, INTROSPECTION)) {
      Finding finding = judged(control, "", LOCAL_RULE, PORT_RULE);

      assertEquals(Status.PASS, finding.status(), finding.message().masked());
      assertTrue(
          finding.message().masked().contains("The kernel has the rule."),
          finding.message().masked());
    }
    assertEquals(Status.PASS, judged(INTROSPECTION, "", OLD_PORT_RULE).status());
  }

  @Test
  void fails_where_somebody_has_removed_it() {
    assertEquals(Status.FAIL, judged(LOCAL, "").status());
    assertEquals(Status.FAIL, judged(INTROSPECTION, "").status());
    // the other control's rule is no excuse
    assertEquals(Status.FAIL, judged(LOCAL, "", PORT_RULE).status());
    assertEquals(Status.FAIL, judged(INTROSPECTION, "", LOCAL_RULE).status());
    // a rule behind one that accepts everything is never reached
    assertEquals(Status.FAIL, judged(LOCAL, "", rule("ACCEPT"), LOCAL_RULE).status());
  }

  @Test
  void is_not_evaluated_beside_a_firewall_of_somebody_else() {
    assertEquals(Status.NOT_EVALUATED, judged(LOCAL, "", rule("jump ufw-before-input")).status());
    assertEquals(Status.NOT_EVALUATED, judged(LOCAL, "", rule("DROP")).status());
    assertEquals(
        Status.NOT_EVALUATED,
        judged(INTROSPECTION, "", rule("DROP", new Address(true, "10.0.0.0/8", true))).status());
    assertEquals(
        Status.NOT_EVALUATED,
        finding(LOCAL, host("", new PacketFilter.Seen(List.of(), List.of("firewalld INPUT"))))
            .status());
  }

  @Test
  void says_that_nobody_looked_where_the_process_may_not() {
    // When
    Finding finding = finding(LOCAL, host("", new PacketFilter.Unseen("it needs CAP_NET_ADMIN")));

    // Then
    assertEquals(Status.PASS, finding.status());
    assertTrue(finding.message().masked().endsWith("was not seen: it needs CAP_NET_ADMIN."));
  }

  @Test
  void says_that_a_rule_outlives_the_setting() {
    // When
    Finding finding =
        judged(LOCAL, "ECS_SKIP_LOCALHOST_TRAFFIC_FILTER=true\n", LOCAL_RULE, PORT_RULE);

    // Then
    assertEquals(Status.FAIL, finding.status());
    assertTrue(
        finding.message().masked().contains("rule of an earlier start"),
        finding.message().masked());
  }

  @Test
  void asks_for_no_rule_before_ecs_init_has_started() {
    // Given
    Program down = new Program.Down("ecs-init does not run");
    Hosts host =
        Hosts.instance()
            .running(
                new RunningFacts(down, down)
                    .with(
                        NetworkFacts.NOT_ASKED.with(new PacketFilter.Seen(List.of(), List.of()))));

    // Then
    assertEquals(Status.NOT_EVALUATED, finding(LOCAL, host).status());
  }

  @Test
  void does_not_take_a_rule_for_a_setting_of_ecs_init_that_nobody_knows() {
    // Given
    Program program = new Program.Running(Map.of(), Instant.EPOCH);
    Hosts host =
        Hosts.instance()
            .withUnit(
                "[Service]\nEnvironmentFile=-/run/later.env\n"
                    + "ExecStart=/usr/libexec/amazon-ecs-init start\n")
            .running(new RunningFacts(program, program).with(network(LOCAL_RULE)));

    // Then
    Finding finding = finding(LOCAL, host);
    assertEquals(Status.NOT_EVALUATED, finding.status(), finding.message().masked());
  }

  @Test
  void counts_where_a_command_starts_the_agent() {
    // Given
    Program agent = new Program.Running(Map.of(), Instant.EPOCH);
    Hosts host =
        Hosts.instance()
            .withUnit(
                "[Service]\nExecStart=/usr/bin/docker run --net=host amazon/amazon-ecs-agent\n");
    RunningFacts running = new RunningFacts(agent, new Program.Down("there is no ecs-init"));

    // Then
    Finding present = finding(INTROSPECTION, host.running(running.with(network(PORT_RULE))));
    assertEquals(Status.PASS, present.status(), present.message().masked());
    assertEquals(
        Status.NOT_EVALUATED,
        finding(INTROSPECTION, host.running(running.with(network()))).status());
  }

  private static NetworkFacts network(FilterRule... rules) {
    return NetworkFacts.NOT_ASKED.with(seen(rules));
  }

  private static PacketFilter.Seen seen(FilterRule... rules) {
    return new PacketFilter.Seen(List.of(rules), List.of());
  }

  @Test
  void looks_at_no_other_chain_and_at_no_other_family() {
    assertEquals(
        Status.FAIL,
        judged(LOCAL, "", new FilterRule(false, "FORWARD", LOCAL_RULE.conditions(), "DROP"))
            .status());
    assertEquals(
        Status.FAIL,
        judged(LOCAL, "", new FilterRule(true, "INPUT", LOCAL_RULE.conditions(), "DROP")).status());
  }

  private static Finding judged(String control, String config, FilterRule... rules) {
    return finding(control, host(config, new PacketFilter.Seen(List.of(rules), List.of())));
  }

  private static Hosts host(String config, PacketFilter filter) {
    Map<String, String> environment =
        config.isEmpty() ? Map.of() : Map.of("ECS_SKIP_LOCALHOST_TRAFFIC_FILTER", "true");
    Program.Running program = new Program.Running(environment, Instant.EPOCH);
    return Hosts.instance()
        .with(HostFacts.ECS_CONFIG, config)
        .running(new RunningFacts(program, program).with(NetworkFacts.NOT_ASKED.with(filter)));
  }

  private static FilterRule rule(String verdict, Condition... conditions) {
    return new FilterRule(false, "INPUT", List.of(conditions), verdict);
  }
}
