package io.ecsharden.host.net;

import io.ecsharden.facts.FilterRule;
import io.ecsharden.facts.FilterRule.Condition;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One rule of nf_tables, as iptables-nft writes it: expressions that load a part of the packet into
 * a register, compare it, and give a verdict (Linux 6.1, {@code
 * include/uapi/linux/netfilter/nf_tables.h}; iptables 1.8.4 to 1.8.11, {@code iptables/nft.c}).
 * What it does not know becomes a condition of its own, so that it never claims too much.
 */
final class NftRule {

  private static final int EXPRESSION_NAME = 1;
  private static final int EXPRESSION_DATA = 2;
  private static final int VALUE = 1;
  private static final int VERDICT = 2;

  /** The part of the packet that a register holds. */
  private record Load(String what, int offset, int length) {}

  /** {@code NFT_META_NFPROTO}, and its values. */
  private static final int FAMILY = 15;

  private static final int IPV4 = 2;
  private static final int IPV6 = 10;
  private static final String OTHER_FAMILY = "the other protocol";

  private final boolean ipv6;
  private final Map<Integer, Load> registers = new HashMap<>();
  private final Map<Integer, byte[]> masks = new HashMap<>();
  private final List<Condition> conditions = new ArrayList<>();
  private String verdict = "";

  private NftRule(boolean ipv6) {
    this.ipv6 = ipv6;
  }

  /**
   * @param expressions the attribute of a rule that lists them
   */
  static FilterRule of(boolean ipv6, String chain, Attribute expressions) {
    NftRule rule = new NftRule(ipv6);
    for (Attribute element : expressions.inner()) {
      List<Attribute> parts = element.inner();
      List<Attribute> data =
          Attribute.find(parts, EXPRESSION_DATA).map(Attribute::inner).orElse(List.of());
      rule.expression(Attribute.text(parts, EXPRESSION_NAME), data);
    }
    return new FilterRule(ipv6, chain, rule.conditions, rule.verdict);
  }

  /** A rule of a table for both protocols, which asks for one of them first. */
  static FilterRule ofBoth(String chain, Attribute expressions) {
    FilterRule ipv6 = of(true, chain, expressions);
    boolean other =
        ipv6.conditions().stream()
            .anyMatch(condition ->
                condition instanceof FilterRule.Other(String name) && name.equals(OTHER_FAMILY));
    return other ? of(false, chain, expressions) : ipv6;
  }

  private void expression(String name, List<Attribute> data) {
    switch (name) {
      case "meta" -> load(data, new Load("meta", Attribute.number(data, 2), 0));
      case "payload" ->
          load(
              data,
              new Load(
                  Attribute.number(data, 2) == 1 ? "network" : "transport",
                  Attribute.number(data, 3),
                  Attribute.number(data, 4)));
      case "bitwise" -> mask(data);
      case "cmp" -> compare(data);
      case "match" -> match(Attribute.text(data, 1), Attribute.find(data, 3));
      case "target" -> verdict = Attribute.text(data, 1);
      case "reject" -> verdict = "REJECT";
      case "immediate" -> immediate(data);
      case "counter", "log" -> {}
      default -> conditions.add(new FilterRule.Other(name));
    }
  }

  private void load(List<Attribute> data, Load load) {
    int register = Attribute.number(data, 1);
    registers.put(register, load);
    masks.remove(register);
  }

  private void mask(List<Attribute> data) {
    int from = Attribute.number(data, 1);
    int to = Attribute.number(data, 2);
    Optional<byte[]> mask = value(data, 4);
    Optional<Load> load = Optional.ofNullable(registers.get(from));
    if (mask.isPresent() && load.isPresent()) {
      registers.put(to, load.get());
      masks.put(to, mask.get());
    } else {
      conditions.add(new FilterRule.Other("bitwise"));
    }
  }

  private static Optional<byte[]> value(List<Attribute> data, int type) {
    return Attribute.find(data, type)
        .flatMap(attribute -> Attribute.find(attribute.inner(), VALUE))
        .map(Attribute::bytes);
  }

  private void compare(List<Attribute> data) {
    int register = Attribute.number(data, 1);
    int operator = Attribute.number(data, 2);
    Optional<Load> load = Optional.ofNullable(registers.get(register));
    Optional<byte[]> value = value(data, 3);
    if (load.isEmpty() || value.isEmpty() || operator > 1) {
      conditions.add(new FilterRule.Other("cmp"));
      return;
    }
    if (load.get().what().equals("meta") && load.get().offset() == FAMILY && operator == 0) {
      if (value.get()[0] != (ipv6 ? IPV6 : IPV4)) {
        conditions.add(new FilterRule.Other(OTHER_FAMILY));
      }
      return;
    }
    Optional<byte[]> mask = Optional.ofNullable(masks.get(register));
    conditions.add(
        condition(load.get(), value.get(), mask, operator == 1)
            .orElseGet(() -> new FilterRule.Other(load.get().what())));
  }

  private Optional<Condition> condition(
      Load load, byte[] value, Optional<byte[]> mask, boolean negated) {
    return switch (load.what()) {
      case "meta" -> mask.isPresent() ? Optional.empty() : meta(load.offset(), value, negated);
      case "network" -> network(load, value, mask, negated);
      default ->
          load.offset() == 2 && load.length() == 2 && mask.isEmpty()
              ? Optional.of(port(value, negated))
              : Optional.empty();
    };
  }

  private static Condition port(byte[] value, boolean negated) {
    int port = ByteBuffer.wrap(value).order(ByteOrder.BIG_ENDIAN).getShort(0) & 0xffff;
    return new FilterRule.Port(port, port, negated);
  }

  /** {@code NFT_META_IIFNAME}, {@code NFT_META_OIFNAME} and {@code NFT_META_L4PROTO}. */
  private static Optional<Condition> meta(int key, byte[] value, boolean negated) {
    return switch (key) {
      case 6, 7 -> {
        String name = Attribute.text(value);
        // a comparison that ends before the name's NUL is one of its beginning
        boolean prefix = name.length() == value.length && value.length < 16;
        yield Optional.of(new FilterRule.Interface(key == 6, prefix ? name + "+" : name, negated));
      }
      case 16 -> Optional.of(new FilterRule.Protocol(value[0] & 0xff, negated));
      default -> Optional.empty();
    };
  }

  private Optional<Condition> network(
      Load load, byte[] value, Optional<byte[]> mask, boolean negated) {
    int source = ipv6 ? 8 : 12;
    int destination = ipv6 ? 24 : 16;
    int protocol = ipv6 ? 6 : 9;
    if (load.offset() == protocol && load.length() == 1) {
      return Optional.of(new FilterRule.Protocol(value[0] & 0xff, negated));
    }
    if (load.offset() != source && load.offset() != destination) {
      return Optional.empty();
    }
    return Blocks.text(value, mask, ipv6 ? 16 : 4)
        .map(block -> new FilterRule.Address(load.offset() == source, block, negated));
  }

  /** A match that iptables has only as an extension of its own. */
  private void match(String name, Optional<Attribute> info) {
    if (name.equals(XtMatch.COMMENT)) {
      return;
    }
    boolean ports = name.equals("tcp") || name.equals("udp");
    Optional<Condition> port =
        ports ? info.flatMap(data -> XtMatch.ports(data.data(), name)) : Optional.empty();
    conditions.add(port.orElseGet(() -> new FilterRule.Other(name)));
  }

  /** Verdicts are numbers: {@code include/uapi/linux/netfilter.h} and {@code NFT_JUMP}. */
  private void immediate(List<Attribute> data) {
    Optional<List<Attribute>> given =
        Attribute.find(data, 2)
            .flatMap(value -> Attribute.find(value.inner(), VERDICT))
            .map(Attribute::inner);
    if (given.isEmpty()) {
      return;
    }
    List<Attribute> parts = given.get();
    boolean coded = Attribute.find(parts, 1).isPresent();
    verdict =
        switch (coded ? Attribute.number(parts, 1) : Integer.MIN_VALUE) {
          case 0 -> "DROP";
          case 1 -> "ACCEPT";
          case -5 -> "RETURN";
          case -3, -4 -> "jump " + Attribute.text(parts, 2);
          default -> "other";
        };
  }
}
