package io.ecsharden.control.check;

import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.control.Remedy;
import io.ecsharden.control.Status;
import io.ecsharden.facts.FilterRule;
import io.ecsharden.facts.FilterRule.Address;
import io.ecsharden.facts.FilterRule.Interface;
import io.ecsharden.facts.FilterRule.Other;
import io.ecsharden.facts.FilterRule.Port;
import io.ecsharden.facts.FilterRule.Protocol;
import io.ecsharden.facts.PacketFilter;
import io.ecsharden.facts.RunningFacts.Program;
import java.util.List;

/**
 * A rule that ecs-init installs in the chain INPUT when it starts (amazon-ecs-agent 1.105.1, {@code
 * ecs-init/exec/iptables/iptables.go}), beside what the kernel has now. It outlives an edit of the
 * files, a restart and a stop of ecs-init; {@code iptables -F INPUT} removes it until the next
 * start.
 */
enum KernelRule {
  /** {@code --dst 127.0.0.0/8 ! --src 127.0.0.0/8 … -j DROP}. */
  LOCALHOST {
    @Override
    boolean is(FilterRule rule) {
      return rule.conditions().stream().anyMatch(KernelRule::isLoopbackDestination)
          && rule.conditions().stream().allMatch(KernelRule::isOfLocalhost);
    }

    @Override
    boolean cannotBe(FilterRule rule) {
      return rule.conditions().stream().anyMatch(Port.class::isInstance);
    }
  },
  /** {@code -p tcp ! -i lo --dport 51678 -j DROP}; before 1.97.0 {@code -i eth0}. */
  INTROSPECTION {
    @Override
    boolean is(FilterRule rule) {
      return rule.conditions().stream().anyMatch(KernelRule::isIntrospectionPort)
          && rule.conditions().stream().allMatch(KernelRule::isOfIntrospection);
    }

    @Override
    boolean cannotBe(FilterRule rule) {
      return rule.conditions().stream()
          .anyMatch(condition ->
              condition instanceof Port && !isIntrospectionPort(condition)
                  || isLoopbackDestination(condition));
    }
  };

  private static final String LOOPBACK = "127.0.0.0/8";
  static final int INTROSPECTION_PORT = 51678;
  private static final int TCP = 6;

  private static final List<String> DROPS = List.of("DROP", "REJECT");

  /** Verdicts that drop nothing. */
  private static final List<String> PASSES =
      List.of("", "ACCEPT", "RETURN", "LOG", "NFLOG", "MARK");

  private static final String RESTART =
      "Restart ecs: `systemctl restart ecs`. ecs-init installs its rules when it starts. Find out"
          + " what removed this one.";

  /** Whether the kernel's rule is this one. */
  abstract boolean is(FilterRule rule);

  /** Whether a rule that drops something has nothing to do with this one. */
  abstract boolean cannotBe(FilterRule rule);

  private static boolean isLoopbackDestination(FilterRule.Condition condition) {
    return condition instanceof Address(boolean source, String block, boolean negated)
        && !source
        && !negated
        && block.equals(LOOPBACK);
  }

  private static boolean isOfLocalhost(FilterRule.Condition condition) {
    return switch (condition) {
      case Address address ->
          address.block().equals(LOOPBACK) && address.source() == address.negated();
      case Interface device -> isNotLoopback(device);
      case Other(String name) -> name.equals("conntrack") || name.equals("ct");
      case Protocol _, Port _ -> false;
    };
  }

  private static boolean isIntrospectionPort(FilterRule.Condition condition) {
    return condition instanceof Port(int from, int to, boolean negated)
        && !negated
        && from <= INTROSPECTION_PORT
        && to >= INTROSPECTION_PORT;
  }

  private static boolean isOfIntrospection(FilterRule.Condition condition) {
    return switch (condition) {
      case Port _ -> isIntrospectionPort(condition);
      case Protocol(int number, boolean negated) -> number == TCP && !negated;
      case Interface device -> isNotLoopback(device) || device.name().equals("eth0");
      case Address _, Other _ -> false;
    };
  }

  private static boolean isNotLoopback(Interface device) {
    return device.incoming() && device.name().equals("lo") && device.negated();
  }

  /** What the kernel has of it. */
  private enum State {
    PRESENT,
    ABSENT,
    /** Other rules drop packets, and may have the same purpose. */
    PERHAPS
  }

  /**
   * The verdict on the setting, with regard to the rule.
   *
   * @param outcome of the setting
   */
  Outcome beside(EvaluationContext context, Outcome outcome) {
    return switch (context.facts().running().network().filter()) {
      case PacketFilter.NotAsked _ -> outcome;
      case PacketFilter.Unseen(String reason) ->
          outcome.status() == Status.PASS
              ? said(outcome, " Whether the rule is in the kernel was not seen: " + reason + ".")
              : outcome;
      case PacketFilter.Seen seen -> beside(context, outcome, state(seen));
    };
  }

  private static Outcome beside(EvaluationContext context, Outcome outcome, State state) {
    if (outcome.status() == Status.FAIL) {
      return state == State.PRESENT
          ? said(
              outcome,
              " The kernel still has the rule of an earlier start, until the next boot or until"
                  + " somebody removes it.")
          : outcome;
    }
    // where ecs-init starts the agent, its setting decides what the next boot has
    boolean byOthers = context.starter().made().isPresent();
    if (byOthers && outcome.status() == Status.NOT_EVALUATED && state == State.PRESENT) {
      return Outcome.passIf(true)
          .because("The kernel has the rule. ecs-init did not install it.", "");
    }
    // before ecs-init's start nobody has installed the rule
    boolean started = context.facts().running().ecsInit() instanceof Program.Running;
    if (outcome.status() != Status.PASS || !started) {
      return outcome;
    }
    return switch (state) {
      case PRESENT -> said(outcome, " The kernel has the rule.");
      case PERHAPS ->
          Outcome.notEvaluated(
              outcome.message()
                  + " But the kernel does not have it now, and whether other rules drop the same"
                  + " packets was not evaluated.");
      case ABSENT ->
          Outcome.passIf(false)
              .expected("the rule in the kernel")
              .remedies(List.of(new Remedy.ByHand("restart ecs: systemctl restart ecs")))
              .because(
                  outcome.message() + " But the kernel does not have it now: something removed it.",
                  RESTART);
    };
  }

  private static Outcome said(Outcome outcome, String more) {
    return outcome.saying(outcome.message() + more);
  }

  private State state(PacketFilter.Seen seen) {
    boolean perhaps = !seen.others().isEmpty();
    for (FilterRule rule : seen.rules()) {
      if (rule.ipv6() || !rule.chain().equals("INPUT")) {
        continue;
      }
      boolean drops = DROPS.contains(rule.verdict());
      if (drops && is(rule)) {
        return State.PRESENT;
      }
      if (rule.verdict().equals("ACCEPT") && rule.conditions().isEmpty()) {
        break;
      }
      perhaps |= !PASSES.contains(rule.verdict()) && !cannotBe(rule);
    }
    return perhaps ? State.PERHAPS : State.ABSENT;
  }
}
