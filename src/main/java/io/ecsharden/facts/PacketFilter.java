package io.ecsharden.facts;

import java.util.List;

/** The kernel's packet filter at this moment. */
public sealed interface PacketFilter {

  /**
   * Where the rules stand of our own unit that are not iptables': its table of nf_tables has one
   * chain, for forwarded packets.
   */
  String OWN_CHAIN = "ecs_harden";

  /** Nobody looked: there is no running system, or it has another network than this process. */
  record NotAsked() implements PacketFilter {}

  /**
   * It could not be seen.
   *
   * @param reason why, without a final stop
   */
  record Unseen(String reason) implements PacketFilter {}

  /**
   * It was seen.
   *
   * @param rules those of iptables' and ip6tables' {@code filter} tables, chain by chain, in order,
   *     and those in {@link #OWN_CHAIN}
   * @param others chains elsewhere that see packets for this machine, and have rules of their own
   */
  record Seen(List<FilterRule> rules, List<String> others) implements PacketFilter {
    public Seen {
      rules = List.copyOf(rules);
      others = List.copyOf(others);
    }
  }
}
