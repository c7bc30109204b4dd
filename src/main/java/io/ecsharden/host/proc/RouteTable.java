package io.ecsharden.host.proc;

import io.ecsharden.facts.Way;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks an address up in the text of {@code /proc/PID/net/route} or {@code ipv6_route}: the longest
 * prefix decides, then the lowest metric (proc(5); Linux 6.1, {@code net/ipv4/fib_trie.c} and
 * {@code net/ipv6/route.c}). The files have the main table, and for IPv6 the local one too.
 *
 * <p>A blackhole of IPv4 has no interface, and neither has a prohibition; those of IPv6 have the
 * flag of a refusal.
 */
public final class RouteTable {

  /** 169.254.169.254 as the file writes it: a number in the machine's order of bytes. */
  private static final int IPV4 = 0xFEA9FEA9;

  /** fd00:ec2::254, as the file writes it. */
  private static final String IPV6 = "fd000ec2000000000000000000000254";

  private static final int UP = 0x0001;
  private static final int REFUSES = 0x0200;
  private static final String NO_DEVICE = "*";

  private final String address;
  private long prefix = -1;
  private long metric;
  private Way way = new Way.None();

  private RouteTable(String address) {
    this.address = address;
  }

  /** The way to 169.254.169.254. */
  public static Way ipv4(String text) {
    RouteTable table = new RouteTable("");
    for (String line : text.split("\n")) {
      table.ipv4Line(words(line));
    }
    return table.way;
  }

  /** The way to fd00:ec2::254. */
  public static Way ipv6(String text) {
    RouteTable table = new RouteTable(IPV6);
    for (String line : text.split("\n")) {
      table.ipv6Line(words(line));
    }
    return table.way;
  }

  /** Interface, destination, gateway, flags, references, use, metric, mask. */
  private void ipv4Line(List<String> words) {
    long mask = words.size() > 7 ? number(words.get(7), 16) : -1;
    if (mask < 0) {
      return;
    }
    long flags = number(words.get(3), 16);
    if ((flags & UP) != 0 && (IPV4 & (int) mask) == (int) number(words.get(1), 16)) {
      boolean refuses = words.get(0).equals(NO_DEVICE) || (flags & REFUSES) != 0;
      offer(Integer.bitCount((int) mask), number(words.get(6), 10), refuses, words.get(0));
    }
  }

  /** Destination, length of its prefix, source, its length, next hop, metric, two counts, flags. */
  private void ipv6Line(List<String> words) {
    long length = words.size() > 9 ? number(words.get(1), 16) : -1;
    if (length < 0 || length > 128 || words.get(0).length() != address.length()) {
      return;
    }
    if (isWithin(words.get(0), (int) length)) {
      boolean refuses = (number(words.get(8), 16) & REFUSES) != 0;
      // the kernel's own last entry: what has no route ends there
      if (length > 0 || !refuses) {
        offer(length, number(words.get(5), 16), refuses, words.get(9));
      }
    }
  }

  private void offer(long length, long cost, boolean refuses, String device) {
    if (length > prefix || length == prefix && cost < metric) {
      prefix = length;
      metric = cost;
      way = refuses ? new Way.Refused() : new Way.Open(device);
    }
  }

  private boolean isWithin(String network, int length) {
    int whole = length / 4;
    if (!network.regionMatches(0, address, 0, whole)) {
      return false;
    }
    int rest = length % 4;
    int differing =
        rest == 0
            ? 0
            : Character.digit(network.charAt(whole), 16)
                ^ Character.digit(address.charAt(whole), 16);
    return differing >> (4 - rest) == 0;
  }

  private static long number(String text, int radix) {
    try {
      return Long.parseLong(text, radix);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= line.length(); i++) {
      boolean blank = i == line.length() || line.charAt(i) <= ' ';
      if (blank && start >= 0) {
        words.add(line.substring(start, i));
        start = -1;
      } else if (!blank && start < 0) {
        start = i;
      }
    }
    return words;
  }
}
