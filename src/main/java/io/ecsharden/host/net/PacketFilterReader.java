package io.ecsharden.host.net;

import io.ecsharden.facts.FilterRule;
import io.ecsharden.facts.PacketFilter;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.Netfilter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the packet filter of this process's network: nf_tables, and the older table of
 * iptables-legacy where there is one. It changes nothing, and has the kernel load no module: a
 * table that is not there is not asked for.
 */
public final class PacketFilterReader {

  private static final int GET_CHAIN = 10 << 8 | 4;
  private static final int GET_RULE = 10 << 8 | 7;

  /** {@code NFPROTO_INET}, {@code NFPROTO_IPV4} and {@code NFPROTO_IPV6}. */
  private static final int INET = 1;

  private static final int IPV4 = 2;
  private static final int IPV6 = 10;
  private static final int LOCAL_IN = 1;

  private static final int GET_INFO = 64;
  private static final int GET_ENTRIES = 65;

  /** The older tables that exist (Linux 6.1, {@code net/netfilter/x_tables.c}); root's alone. */
  private static final String TABLE_NAMES = "/proc/self/net/ip_tables_names";

  private static final String NF_TABLES = "/sys/module/nf_tables";

  private final HostRoot own;

  /**
   * @param own this process's own root
   */
  public PacketFilterReader(HostRoot own) {
    this.own = own;
  }

  /** What is in force now. */
  public PacketFilter read() {
    List<FilterRule> rules = new ArrayList<>();
    List<String> others = new ArrayList<>();
    try {
      boolean legacy = hasLegacyTable();
      if (legacy) {
        legacy(rules);
      }
      if (!legacy || own.exists(NF_TABLES)) {
        chains(rules, others);
      } else {
        others.add("nf_tables, which was not asked because that could make the kernel load it");
      }
      return new PacketFilter.Seen(rules, others);
    } catch (Errno e) {
      return new PacketFilter.Unseen(
          e.number() == Errno.EPERM
              ? "reading the kernel's rules needs CAP_NET_ADMIN"
              : "the kernel's rules cannot be read: " + e.reason());
    } catch (IOException e) {
      return new PacketFilter.Unseen(String.valueOf(e.getMessage()));
    }
  }

  private boolean hasLegacyTable() {
    String names =
        new String(own.readKernel(TABLE_NAMES).bytesOrEmpty(), StandardCharsets.US_ASCII);
    return List.of(names.split("\n")).contains("filter");
  }

  private static void legacy(List<FilterRule> rules) throws IOException {
    byte[] info = LegacyTable.infoRequest();
    Netfilter.option(IPV4, 0, GET_INFO, info);
    byte[] entries = LegacyTable.entriesRequest(info);
    Netfilter.option(IPV4, 0, GET_ENTRIES, entries);
    rules.addAll(LegacyTable.rules(info, entries));
  }

  private static void chains(List<FilterRule> rules, List<String> others) throws IOException {
    List<ByteBuffer> chains = Netfilter.dump(GET_CHAIN, new byte[4]);
    rules.addAll(nft(Netfilter.dump(GET_RULE, new byte[4])));
    policies(chains, rules, others);
  }

  /** The rules of iptables-nft, in the order of the kernel's answer. */
  static List<FilterRule> nft(List<ByteBuffer> answers) {
    List<FilterRule> rules = new ArrayList<>();
    for (ByteBuffer answer : answers) {
      int family = answer.get(0);
      List<Attribute> parts = Attribute.all(answer.slice(4, answer.remaining() - 4));
      String table = Attribute.text(parts, 1);
      boolean ours = family == IPV4 || family == IPV6;
      Attribute expressions =
          Attribute.find(parts, 4)
              .orElseGet(
                  () -> new Attribute(4, ByteBuffer.allocate(0).order(ByteOrder.nativeOrder())));
      if (ours && table.equals("filter")) {
        rules.add(NftRule.of(family == IPV6, Attribute.text(parts, 2), expressions));
      } else if (family == INET && table.equals(PacketFilter.OWN_CHAIN)) {
        rules.add(NftRule.ofBoth(PacketFilter.OWN_CHAIN, expressions));
      }
    }
    return rules;
  }

  /** A policy is the last rule of its chain; chains of other tables are others. */
  static void policies(List<ByteBuffer> chains, List<FilterRule> rules, List<String> others) {
    for (ByteBuffer answer : chains) {
      int family = answer.get(0);
      List<Attribute> parts = Attribute.all(answer.slice(4, answer.remaining() - 4));
      String table = Attribute.text(parts, 1);
      String name = Attribute.text(parts, 3);
      boolean ours = (family == IPV4 || family == IPV6) && table.equals("filter");
      boolean drops = Attribute.number(parts, 5) == 0;
      if (ours && drops) {
        rules.add(new FilterRule(family == IPV6, name, List.of(), "DROP"));
      } else if (!ours
          && (family == IPV4 || family == INET)
          && seesPacketsForThisMachine(parts)
          && (drops || Attribute.number(parts, 6) > 0)) {
        others.add(table + " " + name);
      }
    }
  }

  private static boolean seesPacketsForThisMachine(List<Attribute> chain) {
    return Attribute.find(chain, 4)
        .filter(hook -> Attribute.number(hook.inner(), 1) == LOCAL_IN)
        .filter(hook -> !Attribute.text(chain, 7).equals("nat"))
        .isPresent();
  }
}
