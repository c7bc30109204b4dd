package io.ecsharden.settings.proxy;

/**
 * A part of a URL, and what Go escapes in it ({@code shouldEscape}, {@code escape}, {@code
 * unescape} and {@code validEncoded} in Go's {@code net/url/url.go}). Works on byte strings.
 */
enum UrlPart {
  USERINFO("$&+,;="),
  HOST("!$&'()*+,;=:[]<>\""),
  /** The zone of an IPv6 address, from its {@code %25} on. */
  ZONE("!$&'()*+,;=:[]<>\""),
  PATH("$&+,/:;=@"),
  FRAGMENT("$&+,/:;=?@!()*");

  private static final String UNRESERVED = "-_.~";
  private static final String ALLOWED_AS_WRITTEN = "!$&'()*+,;=:@[]%";
  private static final String HEX = "0123456789ABCDEF";

  private final String kept;

  UrlPart(String kept) {
    this.kept = kept;
  }

  private boolean escapes(char c) {
    boolean alphanumeric = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    return !alphanumeric && UNRESERVED.indexOf(c) < 0 && kept.indexOf(c) < 0;
  }

  String escape(String bytes) {
    StringBuilder escaped = new StringBuilder(bytes.length() + 8);
    for (int i = 0; i < bytes.length(); i++) {
      char c = bytes.charAt(i);
      if (escapes(c)) {
        escaped.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** How Go prints an escaped text: as it was written if that is permitted, else escaped again. */
  String normalize(String written) throws GoUrlException {
    String bytes = unescape(written);
    return isPermitted(written) ? written : escape(bytes);
  }

  private boolean isPermitted(String written) {
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (ALLOWED_AS_WRITTEN.indexOf(c) < 0 && escapes(c)) {
        return false;
      }
    }
    return true;
  }

  String unescape(String written) throws GoUrlException {
    if (!isInHost() && written.indexOf('%') < 0) {
      return written;
    }
    StringBuilder bytes = new StringBuilder(written.length());
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c == '%') {
        bytes.append(escapeAt(written, i));
        i += 2;
      } else if (isInHost() && c < 0x80 && escapes(c)) {
        throw GoUrlException.quoting("invalid character ", String.valueOf(c), " in host name");
      } else {
        bytes.append(c);
      }
    }
    return bytes.toString();
  }

  private boolean isInHost() {
    return this == HOST || this == ZONE;
  }

  private char escapeAt(String written, int at) throws GoUrlException {
    String escape = written.substring(at, Math.min(at + 3, written.length()));
    int high = escape.length() == 3 ? hex(escape.charAt(1)) : -1;
    int low = escape.length() == 3 ? hex(escape.charAt(2)) : -1;
    char value = (char) (high << 4 | low);
    if (high < 0 || low < 0 || !permitsEscaped(value)) {
      throw GoUrlException.quoting("invalid URL escape ", escape, "");
    }
    return value;
  }

  /** A host has no escaped ASCII but the percent sign before a zone; a zone none to hide in. */
  private boolean permitsEscaped(char value) {
    return switch (this) {
      case HOST -> value >= 0x80 || value == '%';
      case ZONE -> value == '%' || value == ' ' || !HOST.escapes(value);
      case USERINFO, PATH, FRAGMENT -> true;
    };
  }

  private static int hex(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }
}
