package io.ecsharden.host.proc;

import io.ecsharden.facts.Way;
import java.nio.charset.StandardCharsets;

/**
 * Looks an address up in what {@code /proc/PID/net/route} or {@code ipv6_route} holds: the longest
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

  private final Words words;
  private long prefix = -1;
  private long metric;
  private Way way = new Way.None();

  private RouteTable(byte[] text) {
    words = new Words(text);
  }

  /** The way to 169.254.169.254. */
  public static Way ipv4(byte[] text) {
    RouteTable table = new RouteTable(text);
    while (table.words.nextLine()) {
      table.ipv4Line();
    }
    return table.way;
  }

  /** The way to fd00:ec2::254. */
  public static Way ipv6(byte[] text) {
    RouteTable table = new RouteTable(text);
    while (table.words.nextLine()) {
      table.ipv6Line();
    }
    return table.way;
  }

  /** Interface, destination, gateway, flags, references, use, metric, mask. */
  private void ipv4Line() {
    long mask = words.number(7, 16);
    if (mask < 0) {
      return;
    }
    long flags = words.number(3, 16);
    if ((flags & UP) != 0 && (IPV4 & (int) mask) == (int) words.number(1, 16)) {
      boolean noDevice = words.length(0) == 1 && words.at(0, 0) == '*';
      offer(
          Integer.bitCount((int) mask), words.number(6, 10), noDevice || (flags & REFUSES) != 0, 0);
    }
  }

  /** Destination, length of its prefix, source, its length, next hop, metric, two counts, flags. */
  private void ipv6Line() {
    long length = words.length(9) > 0 ? words.number(1, 16) : -1;
    if (length < 0 || length > 128 || words.length(0) != IPV6.length()) {
      return;
    }
    if (isWithin((int) length)) {
      boolean refuses = (words.number(8, 16) & REFUSES) != 0;
      // the kernel's own last entry: what has no route ends there
      if (length > 0 || !refuses) {
        offer(length, words.number(5, 16), refuses, 9);
      }
    }
  }

  private void offer(long length, long cost, boolean refuses, int device) {
    if (length > prefix || length == prefix && cost < metric) {
      prefix = length;
      metric = cost;
      way = refuses ? new Way.Refused() : new Way.Open(words.text(device));
    }
  }

  private boolean isWithin(int length) {
    for (int bit = 0; bit < length; bit += 4) {
      int differing =
          Character.digit(words.at(0, bit / 4), 16) ^ Character.digit(IPV6.charAt(bit / 4), 16);
      // of the last digit only what belongs to the prefix; -1, where it is none, always differs
      if (differing >> Math.max(0, 4 - (length - bit)) != 0) {
        return false;
      }
    }
    return true;
  }

  /** The words of one line after the other, in place: an instance has a hundred such tables. */
  private static final class Words {

    /** Behind the tenth nothing is asked for. */
    private static final int MOST = 10;

    private final byte[] source;
    private final int[] starts = new int[MOST];
    private final int[] ends = new int[MOST];
    private int count;
    private int position;

    Words(byte[] source) {
      this.source = source;
    }

    boolean nextLine() {
      if (position >= source.length) {
        return false;
      }
      count = 0;
      boolean inside = false;
      while (position < source.length && source[position] != '\n') {
        boolean blank = source[position] >= 0 && source[position] <= ' ';
        if (!blank && !inside && count < MOST) {
          starts[count++] = position;
        }
        if (!blank && count > 0) {
          ends[count - 1] = position + 1;
        }
        inside = !blank;
        position++;
      }
      position++;
      return true;
    }

    /** 0 where the line has no such word. */
    int length(int word) {
      return word < count ? ends[word] - starts[word] : 0;
    }

    char at(int word, int index) {
      return (char) (source[starts[word] + index] & 0xff);
    }

    String text(int word) {
      return new String(source, starts[word], length(word), StandardCharsets.US_ASCII);
    }

    /** -1 where the line has no such word, or it is no number of at most 15 digits. */
    long number(int word, int radix) {
      int length = length(word);
      if (length == 0 || length > 15) {
        return -1;
      }
      long number = 0;
      for (int i = 0; i < length; i++) {
        int digit = Character.digit(at(word, i), radix);
        if (digit < 0) {
          return -1;
        }
        number = number * radix + digit;
      }
      return number;
    }
  }
}
