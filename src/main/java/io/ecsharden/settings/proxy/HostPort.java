package io.ecsharden.settings.proxy;

import java.util.Optional;

/**
 * A host and a port, split and joined as Go does it in two different ways.
 *
 * @param host without brackets
 * @param port without colon; can be empty
 */
record HostPort(String host, String port) {

  /**
   * {@code net.SplitHostPort}: a colon is needed, an IPv6 address needs brackets, and the port can
   * be any text. Empty where Go gives an error.
   */
  static Optional<HostPort> split(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    if (text.charAt(0) != '[') {
      boolean needsBrackets = text.indexOf(':') < colon || text.lastIndexOf('%', colon) >= 0;
      return needsBrackets || text.indexOf('[') >= 0 || text.indexOf(']') >= 0
          ? Optional.empty()
          : Optional.of(at(text, 0, colon, colon));
    }
    int close = text.indexOf(']');
    return close + 1 != colon || text.indexOf('[', 1) >= 0 || text.indexOf(']', colon) >= 0
        ? Optional.empty()
        : Optional.of(at(text, 1, close, colon));
  }

  /** {@code net/url}'s own: a port is digits or nothing; all else belongs to the host. */
  static HostPort ofAuthority(String text) {
    int colon = text.lastIndexOf(':');
    boolean hasPort = colon >= 0 && isOptionalPort(text.substring(colon));
    String host = hasPort ? text.substring(0, colon) : text;
    String port = hasPort ? text.substring(colon + 1) : "";
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    return new HostPort(bracketed ? host.substring(1, host.length() - 1) : host, port);
  }

  /** Whether a text is empty, or a colon with digits or without. */
  static boolean isOptionalPort(String text) {
    for (int i = 1; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return text.isEmpty() || text.charAt(0) == ':';
  }

  /** {@code net.JoinHostPort}. */
  String join() {
    boolean needsBrackets = host.indexOf(':') >= 0 || host.indexOf('%') >= 0;
    return needsBrackets ? '[' + host + "]:" + port : host + ':' + port;
  }

  private static HostPort at(String text, int from, int to, int colon) {
    return new HostPort(text.substring(from, to), text.substring(colon + 1));
  }
}
