package io.ecsharden.format.net;

/** Reads an IPv6 address without zone by the rules of Go's {@code netip} ({@code parseIPv6}). */
final class Ipv6Reader {

  private static final long[] NOT_AN_ADDRESS = {};

  private final String text;
  private final int[] groups = new int[8];
  private int count;
  private int gap = -1;
  private int at;

  Ipv6Reader(String text) {
    this.text = text;
  }

  /** The two halves of the address, or an empty array. */
  long[] read() {
    takeGap();
    boolean more = at < text.length();
    while (more) {
      if (count == 8) {
        return NOT_AN_ADDRESS;
      }
      int end = endOfGroup();
      if (end < text.length() && text.charAt(end) == '.') {
        if (!takeDotted()) {
          return NOT_AN_ADDRESS;
        }
        break;
      }
      if (end == at || end - at > 4) {
        return NOT_AN_ADDRESS;
      }
      groups[count++] = Integer.parseInt(text, at, end, 16);
      at = end;
      if (at == text.length()) {
        break;
      }
      if (takeGap()) {
        more = at < text.length();
      } else if (text.charAt(at) == ':' && at + 1 < text.length()) {
        at++;
      } else {
        return NOT_AN_ADDRESS;
      }
    }
    return halves();
  }

  /** Takes {@code ::}; a second one stays, and no group begins with a colon. */
  private boolean takeGap() {
    if (gap >= 0 || !text.startsWith("::", at)) {
      return false;
    }
    gap = count;
    at += 2;
    return true;
  }

  private int endOfGroup() {
    int end = at;
    while (end < text.length() && isHex(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isHex(char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
  }

  /** The last 32 bits may be written as IPv4, in the last place only. */
  private boolean takeDotted() {
    long address = GoIp.dotted(text.substring(at));
    if (address < 0 || count > 6 || gap < 0 && count != 6) {
      return false;
    }
    groups[count++] = (int) (address >> 16);
    groups[count++] = (int) (address & 0xFFFF);
    return true;
  }

  /** A gap stands for one group of zeros at least. */
  private long[] halves() {
    if (gap < 0 ? count != 8 : count == 8) {
      return NOT_AN_ADDRESS;
    }
    long[] halves = new long[2];
    for (int i = 0; i < count; i++) {
      int place = gap >= 0 && i >= gap ? i + 8 - count : i;
      halves[place / 4] |= (long) groups[i] << 48 - 16 * (place % 4);
    }
    return halves;
  }
}
