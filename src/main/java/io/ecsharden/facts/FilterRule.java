package io.ecsharden.facts;

import java.util.List;

/**
 * A rule of the kernel's {@code filter} table, as iptables made it. A chain's policy, where it is
 * not to accept, stands for a last rule without conditions.
 *
 * @param ipv6 whether it is one of ip6tables
 * @param chain {@code INPUT}, {@code DOCKER-USER}
 * @param conditions all have to hold
 * @param verdict {@code DROP}, {@code ACCEPT}, {@code RETURN}, {@code REJECT}, {@code jump CHAIN}
 *     or the name of another target; empty where the rule only counts
 */
public record FilterRule(boolean ipv6, String chain, List<Condition> conditions, String verdict) {

  public FilterRule {
    conditions = List.copyOf(conditions);
  }

  /** What a packet has to be. */
  public sealed interface Condition {}

  /**
   * Its source or destination.
   *
   * @param block {@code 127.0.0.0/8}
   */
  public record Address(boolean source, String block, boolean negated) implements Condition {}

  /**
   * Where it comes in or goes out.
   *
   * @param name {@code lo}; {@code docker+} stands for all that begin so
   */
  public record Interface(boolean incoming, String name, boolean negated) implements Condition {}

  /** Its protocol: 6 is TCP, 17 UDP. */
  public record Protocol(int number, boolean negated) implements Condition {}

  /** Its destination port. */
  public record Port(int from, int to, boolean negated) implements Condition {}

  /** Anything else, by the name of what the kernel looks at: {@code conntrack}. */
  public record Other(String name) implements Condition {}
}
