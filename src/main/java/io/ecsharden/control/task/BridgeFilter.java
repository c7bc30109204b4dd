package io.ecsharden.control.task;

import io.ecsharden.facts.FilterRule;
import io.ecsharden.facts.FilterRule.Address;
import io.ecsharden.facts.FilterRule.Interface;
import io.ecsharden.facts.FilterRule.Other;
import io.ecsharden.facts.FilterRule.Port;
import io.ecsharden.facts.FilterRule.Protocol;
import io.ecsharden.facts.PacketFilter;
import io.ecsharden.format.net.AddressBlock;
import io.ecsharden.format.net.GoIp;
import java.util.List;

/**
 * What the instance's packet filter does with a new TCP connection from a bridge of Docker's to the
 * metadata service. Docker has forwarded packets pass {@code DOCKER-USER} before its own rules
 * (Docker Engine 17.06 to 29 with iptables).
 */
final class BridgeFilter {

  /** What becomes of the first packet. */
  enum Fate {
    /** A rule drops it, whatever comes after. */
    DROPPED,
    /** No rule of the chain drops it. */
    PASSED,
    /** It depends on something that is not known. */
    UNCLEAR,
    /** No packet passes {@code DOCKER-USER}, as with Docker's nftables backend. */
    NO_CHAIN
  }

  /** Whether a condition holds. */
  private enum Match {
    NO,
    PERHAPS,
    YES
  }

  /** Docker's default bridge (Docker Engine 29, {@code daemon/libnetwork}). */
  static final String DEFAULT = "docker0";

  /** A bridge that has any name: those of networks that somebody made are {@code br-…}. */
  static final String ANY = "";

  private static final String FORWARD = "FORWARD";
  private static final String USER_CHAIN = "DOCKER-USER";
  private static final String JUMP = "jump " + USER_CHAIN;
  private static final GoIp IPV4 = GoIp.parse("169.254.169.254").orElseThrow();
  private static final GoIp IPV6 = GoIp.parse("fd00:ec2::254").orElseThrow();
  private static final int TCP = 6;
  private static final int HTTP = 80;

  private final PacketFilter.Seen seen;
  private final boolean ipv6;

  BridgeFilter(PacketFilter.Seen seen, boolean ipv6) {
    this.seen = seen;
    this.ipv6 = ipv6;
  }

  /** What becomes of a packet that comes in by a bridge. */
  Fate fate(String bridge) {
    boolean dropped =
        rules(PacketFilter.OWN_CHAIN).stream()
            .anyMatch(rule -> drops(rule) && match(rule, bridge) == Match.YES);
    return dropped ? Fate.DROPPED : ofIptables(bridge);
  }

  /** Whether every packet is dropped that comes in by one of these. */
  boolean drops(List<String> bridges) {
    return bridges.stream().allMatch(bridge -> fate(bridge) == Fate.DROPPED);
  }

  /**
   * Which rules hold for some packets only, or for none although somebody wrote them: sentences
   * that begin with a space.
   */
  String gaps() {
    StringBuilder text = new StringBuilder();
    if (fate(DEFAULT) == Fate.DROPPED && fate(ANY) != Fate.DROPPED) {
      text.append(
          " A rule drops it for docker0, and not for the bridges of networks that somebody made"
              + " (br-…).");
    }
    boolean behind = false;
    for (FilterRule rule : rules(FORWARD)) {
      behind |= rule.verdict().equals(JUMP);
      if (behind && drops(rule) && isMeant(rule)) {
        return text.append(
                " A rule in FORWARD comes after what Docker accepts, and drops nothing of a bridge:"
                    + " put it into DOCKER-USER.")
            .toString();
      }
    }
    return text.toString();
  }

  private boolean isMeant(FilterRule rule) {
    return rule.conditions().stream()
        .anyMatch(condition ->
            condition instanceof Address(boolean source, String block, boolean negated)
                && !source
                && !negated
                && contains(block));
  }

  private Fate ofIptables(String bridge) {
    for (FilterRule rule : rules(FORWARD)) {
      Match match = match(rule, bridge);
      if (match == Match.NO || passesOn(rule)) {
        continue;
      }
      if (rule.verdict().equals(JUMP)) {
        Fate fate = inChain(bridge);
        return match == Match.YES || fate == Fate.PASSED ? fate : Fate.UNCLEAR;
      }
      boolean sure = match == Match.YES;
      return drops(rule) && sure ? Fate.DROPPED : jumpFollows() ? Fate.UNCLEAR : Fate.NO_CHAIN;
    }
    return Fate.NO_CHAIN;
  }

  private boolean jumpFollows() {
    return rules(FORWARD).stream().anyMatch(rule -> rule.verdict().equals(JUMP));
  }

  private Fate inChain(String bridge) {
    for (FilterRule rule : rules(USER_CHAIN)) {
      Match match = match(rule, bridge);
      if (match == Match.NO || passesOn(rule)) {
        continue;
      }
      if (match == Match.PERHAPS) {
        return Fate.UNCLEAR;
      }
      return drops(rule)
          ? Fate.DROPPED
          : List.of("ACCEPT", "RETURN").contains(rule.verdict()) ? Fate.PASSED : Fate.UNCLEAR;
    }
    return Fate.PASSED;
  }

  private List<FilterRule> rules(String chain) {
    return seen.rules().stream()
        .filter(rule -> rule.ipv6() == ipv6 && rule.chain().equals(chain))
        .toList();
  }

  private static boolean drops(FilterRule rule) {
    return rule.verdict().equals("DROP") || rule.verdict().equals("REJECT");
  }

  /** A rule after which the next one counts, whether it holds or not. */
  private static boolean passesOn(FilterRule rule) {
    return List.of("", "LOG", "NFLOG", "MARK", "CONNMARK").contains(rule.verdict());
  }

  private Match match(FilterRule rule, String bridge) {
    Match all = Match.YES;
    for (FilterRule.Condition condition : rule.conditions()) {
      Match one = match(condition, bridge);
      all = one.compareTo(all) < 0 ? one : all;
    }
    return all;
  }

  private Match match(FilterRule.Condition condition, String bridge) {
    return switch (condition) {
      case Address(boolean source, String block, boolean negated) ->
          source ? Match.PERHAPS : of(contains(block) != negated);
      case Protocol(int number, boolean negated) -> of(number == TCP != negated);
      case Port(int from, int to, boolean negated) -> of((from <= HTTP && HTTP <= to) != negated);
      case Interface(boolean incoming, String name, boolean negated) ->
          incoming && !bridge.equals(ANY) ? of(isNamed(bridge, name) != negated) : Match.PERHAPS;
      case Other _ -> Match.PERHAPS;
    };
  }

  private boolean contains(String block) {
    return AddressBlock.parse(block).filter(b -> b.contains(ipv6 ? IPV6 : IPV4)).isPresent();
  }

  private static boolean isNamed(String name, String pattern) {
    return pattern.endsWith("+")
        ? name.startsWith(pattern.substring(0, pattern.length() - 1))
        : name.equals(pattern);
  }

  private static Match of(boolean holds) {
    return holds ? Match.YES : Match.NO;
  }
}
