package io.ecsharden.settings.proxy;

import io.ecsharden.format.net.GoIp;
import java.util.Optional;

/**
 * What stands between {@code //} and the path of a URL. Byte strings.
 *
 * @param userinfo as Go prints it, without the {@code @}
 * @param host host or host:port, decoded, IPv6 in brackets
 */
record Authority(Optional<String> userinfo, String host) {

  /** {@code parseAuthority} in Go's {@code net/url/url.go}. */
  static Authority parse(String text) throws GoUrlException {
    int at = text.lastIndexOf('@');
    String host = parseHost(text.substring(at + 1));
    return at < 0
        ? new Authority(Optional.empty(), host)
        : new Authority(Optional.of(parseUserinfo(text.substring(0, at))), host);
  }

  private static String parseUserinfo(String text) throws GoUrlException {
    for (int i = 0; i < text.length(); i++) {
      if (!isUserinfo(text.charAt(i))) {
        throw new GoUrlException("net/url: invalid userinfo");
      }
    }
    int colon = text.indexOf(':');
    if (colon < 0) {
      return reescape(text);
    }
    return reescape(text.substring(0, colon)) + ':' + reescape(text.substring(colon + 1));
  }

  private static boolean isUserinfo(char c) {
    return c >= 'A' && c <= 'Z'
        || c >= 'a' && c <= 'z'
        || c >= '0' && c <= '9'
        || "-._:~!$&'()*+,;=%@".indexOf(c) >= 0;
  }

  private static String reescape(String text) throws GoUrlException {
    return UrlPart.USERINFO.escape(UrlPart.USERINFO.unescape(text));
  }

  /**
   * {@code parseHost}, as of Go 1.25.8: brackets hold an IPv6 address and nothing else. Colons in a
   * host without brackets pass, as they do in every program whose module asks for a Go before 1.26
   * ({@code GODEBUG=urlstrictcolons=0}).
   */
  private static String parseHost(String text) throws GoUrlException {
    int open = text.lastIndexOf('[');
    if (open > 0) {
      throw new GoUrlException("invalid IP-literal");
    }
    if (open == 0) {
      return parseBracketed(text);
    }
    int colon = text.lastIndexOf(':');
    if (colon >= 0) {
      checkPort(text.substring(colon));
    }
    return UrlPart.HOST.unescape(text);
  }

  private static String parseBracketed(String text) throws GoUrlException {
    int close = text.lastIndexOf(']');
    if (close < 0) {
      throw new GoUrlException("missing ']' in host");
    }
    checkPort(text.substring(close + 1));
    String written = text.substring(1, close);
    int zone = written.indexOf("%25");
    String host =
        zone < 0
            ? UrlPart.HOST.unescape(written)
            : UrlPart.HOST.unescape(written.substring(0, zone))
                + UrlPart.ZONE.unescape(written.substring(zone));
    Optional<GoIp> address = GoIp.parse(host);
    if (address.isEmpty() || address.get().dotted()) {
      throw GoUrlException.quoting("invalid host: no IPv6 address in the brackets: ", host, "");
    }
    return '[' + host + ']' + text.substring(close + 1);
  }

  private static void checkPort(String port) throws GoUrlException {
    if (!HostPort.isOptionalPort(port)) {
      throw GoUrlException.quoting("invalid port ", port, " after host");
    }
  }

  /** The host alone: the userinfo is a secret. */
  @Override
  public String toString() {
    return GoStrings.text(host);
  }
}
