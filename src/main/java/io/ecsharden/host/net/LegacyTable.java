package io.ecsharden.host.net;

import io.ecsharden.facts.FilterRule;
import io.ecsharden.facts.FilterRule.Condition;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code filter} table of iptables-legacy, IPv4, as the kernel gives it (Linux 6.1, {@code
 * include/uapi/linux/netfilter_ipv4/ip_tables.h}: {@code struct ipt_getinfo}, {@code struct
 * ipt_entry}).
 */
final class LegacyTable {

  static final int INFO_BYTES = 84;

  private static final int NAME_BYTES = 32;
  private static final int ENTRIES_HEADER = 40;
  private static final int ENTRY_BYTES = 112;
  private static final int TARGET_OFFSET = 88;
  private static final int NEXT_OFFSET = 90;

  /** {@code NF_INET_LOCAL_IN} and the other hooks of the table. */
  private static final Map<Integer, String> HOOKS = Map.of(1, "INPUT", 2, "FORWARD", 3, "OUTPUT");

  private static final int HOOK_ENTRIES = 36;
  private static final int UNDERFLOWS = 56;
  private static final int SIZE = 80;

  private final ByteBuffer entries;
  private final Map<Integer, String> builtIn = new HashMap<>();
  private final Map<Integer, String> own = new HashMap<>();
  private final List<Integer> policies = new ArrayList<>();

  private LegacyTable(ByteBuffer info, ByteBuffer entries) {
    this.entries = entries;
    HOOKS.forEach((hook, name) -> {
      builtIn.put(info.getInt(HOOK_ENTRIES + 4 * hook), name);
      policies.add(info.getInt(UNDERFLOWS + 4 * hook));
    });
  }

  /** What {@code IPT_SO_GET_INFO} reads and fills. */
  static byte[] infoRequest() {
    return Arrays.copyOf("filter".getBytes(StandardCharsets.US_ASCII), INFO_BYTES);
  }

  /** What {@code IPT_SO_GET_ENTRIES} reads and fills. */
  static byte[] entriesRequest(byte[] info) {
    int size = ByteBuffer.wrap(info).order(ByteOrder.nativeOrder()).getInt(SIZE);
    byte[] request = Arrays.copyOf(infoRequest(), ENTRIES_HEADER + size);
    Arrays.fill(request, "filter".length(), request.length, (byte) 0);
    ByteBuffer.wrap(request).order(ByteOrder.nativeOrder()).putInt(NAME_BYTES, size);
    return request;
  }

  /** The rules, chain by chain. */
  static List<FilterRule> rules(byte[] info, byte[] entries) {
    return new LegacyTable(
            ByteBuffer.wrap(info).order(ByteOrder.nativeOrder()),
            ByteBuffer.wrap(entries, ENTRIES_HEADER, entries.length - ENTRIES_HEADER)
                .slice()
                .order(ByteOrder.nativeOrder()))
        .read();
  }

  private List<FilterRule> read() {
    // a jump names the place behind its chain's head
    for (int at = 0; isEntry(at); at = next(at)) {
      if (target(at).equals("ERROR")) {
        own.put(next(at), text(at + targetOffset(at) + 32, NAME_BYTES));
      }
    }
    List<FilterRule> rules = new ArrayList<>();
    String chain = "";
    for (int at = 0; isEntry(at); at = next(at)) {
      chain = builtIn.getOrDefault(at, own.getOrDefault(at, chain));
      String verdict = verdict(at);
      boolean policy = policies.contains(at);
      boolean head = target(at).equals("ERROR");
      boolean end = !isEntry(next(at)) || target(next(at)).equals("ERROR");
      // a chain of one's own ends in a return that nobody wrote
      boolean silent = policy && verdict.equals("ACCEPT") || end && verdict.equals("RETURN");
      if (!head && !silent) {
        rules.add(new FilterRule(false, chain, conditions(at), verdict));
      }
    }
    return rules;
  }

  private boolean isEntry(int at) {
    return at + ENTRY_BYTES <= entries.limit()
        && next(at) > at
        && next(at) <= entries.limit()
        && at + targetOffset(at) + NAME_BYTES <= next(at);
  }

  private int targetOffset(int at) {
    return entries.getShort(at + TARGET_OFFSET) & 0xffff;
  }

  private int next(int at) {
    return at + (entries.getShort(at + NEXT_OFFSET) & 0xffff);
  }

  private String target(int at) {
    return text(at + targetOffset(at) + 2, 29);
  }

  /**
   * A standard target has no name and a number: below zero a verdict, else the place of a chain.
   */
  private String verdict(int at) {
    String target = target(at);
    int number = at + targetOffset(at) + NAME_BYTES;
    if (!target.isEmpty() || number + 4 > entries.limit()) {
      return target;
    }
    int code = entries.getInt(number);
    return switch (code) {
      case -1 -> "DROP";
      case -2 -> "ACCEPT";
      case -5 -> "RETURN";
      default -> code == next(at) ? "" : "jump " + own.getOrDefault(code, "?");
    };
  }

  private List<Condition> conditions(int at) {
    List<Condition> found = new ArrayList<>();
    int inverted = entries.get(at + 83);
    address(at, 0, 8, true, (inverted & 8) != 0).ifPresent(found::add);
    address(at, 4, 12, false, (inverted & 16) != 0).ifPresent(found::add);
    device(at + 16, at + 48, true, (inverted & 1) != 0).ifPresent(found::add);
    device(at + 32, at + 64, false, (inverted & 2) != 0).ifPresent(found::add);
    int protocol = entries.getShort(at + 80) & 0xffff;
    if (protocol != 0) {
      found.add(new FilterRule.Protocol(protocol, (inverted & 64) != 0));
    }
    if (entries.get(at + 82) != 0 || (inverted & (4 | 32)) != 0) {
      found.add(new FilterRule.Other("fragment"));
    }
    matches(at, found);
    return found;
  }

  private void matches(int at, List<Condition> found) {
    int end = at + targetOffset(at);
    int match = at + ENTRY_BYTES;
    while (match + NAME_BYTES <= end) {
      int size = entries.getShort(match) & 0xffff;
      if (size < NAME_BYTES || match + size > end) {
        found.add(new FilterRule.Other("match"));
        return;
      }
      String name = text(match + 2, 29);
      boolean ports = name.equals("tcp") || name.equals("udp");
      Optional<Condition> port =
          ports
              ? XtMatch.ports(entries.slice(match + NAME_BYTES, size - NAME_BYTES), name)
              : Optional.empty();
      if (!name.equals(XtMatch.COMMENT)) {
        found.add(port.orElseGet(() -> new FilterRule.Other(name)));
      }
      match += size;
    }
  }

  private Optional<Condition> address(
      int at, int address, int mask, boolean source, boolean negated) {
    byte[] bits = bytes(at + mask, 4);
    if (Arrays.equals(bits, new byte[4])) {
      return Optional.empty();
    }
    return Optional.of(
        Blocks.text(bytes(at + address, 4), Optional.of(bits), 4)
            .<Condition>map(block -> new FilterRule.Address(source, block, negated))
            .orElseGet(() -> new FilterRule.Other("address")));
  }

  private Optional<Condition> device(int name, int mask, boolean incoming, boolean negated) {
    String text = text(name, 16);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    // of a name with a wildcard the mask covers the beginning, and not the NUL
    boolean whole = entries.get(mask + Math.min(15, text.length())) != 0;
    String shown = whole || text.endsWith("+") ? text : text + "+";
    return Optional.of(new FilterRule.Interface(incoming, shown, negated));
  }

  private byte[] bytes(int at, int length) {
    byte[] bytes = new byte[length];
    entries.get(at, bytes);
    return bytes;
  }

  private String text(int at, int length) {
    return Attribute.text(bytes(at, Math.max(0, Math.min(length, entries.limit() - at))));
  }
}
