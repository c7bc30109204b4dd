package io.ecsharden.secrets;

/**
 * Whether the value of a proxy is plain enough to be shown. What is no clean URL can be a URL with
 * a password that was damaged: {@code http://bob:PW%40proxy:3128}.
 */
final class ProxyValues {

  private static final String PROXY = "PROXY";
  private static final String NO = "NO";

  private ProxyValues() {}

  /**
   * {@code HTTP_PROXY}, {@code # export https_proxy}, {@code "http-proxy"} of daemon.json; also
   * {@code NO_PROXY}, in which an @ is a piece of a URL that is glued to it.
   */
  static boolean isProxy(String name) {
    int end = end(name);
    return name.regionMatches(true, end - PROXY.length(), PROXY, 0, PROXY.length());
  }

  /** Whether the name is that of the hosts that need no proxy. */
  private static boolean isExceptions(String name) {
    int end = end(name) - PROXY.length();
    int separator = end > 0 && "_-".indexOf(name.charAt(end - 1)) >= 0 ? 1 : 0;
    int from = end - separator - NO.length();
    boolean no = from >= 0 && name.regionMatches(true, from, NO, 0, NO.length());
    return no && (from == 0 || !Character.isLetterOrDigit(name.charAt(from - 1)));
  }

  private static int end(String name) {
    int end = name.length();
    while (end > 0 && (name.charAt(end - 1) <= ' ' || UserInfo.isDelimiter(name.charAt(end - 1)))) {
      end--;
    }
    return end;
  }

  /**
   * Whether nothing in a value can be a part of a password.
   *
   * @param shown the value; a user and password that could be recognised are hidden already
   */
  static boolean isClean(String name, String shown) {
    return isExceptions(name) ? isCleanList(shown) : isCleanUrl(HarmlessValues.bare(shown));
  }

  private static boolean isCleanUrl(String url) {
    if (url.indexOf('%') >= 0 || url.indexOf('\\') >= 0 || url.indexOf('*') >= 0) {
      return false;
    }
    int from = 0;
    int scheme = url.indexOf("://");
    if (scheme >= 0) {
      for (int i = 0; i < scheme; i++) {
        if (!isHost(url.charAt(i))) {
          return false;
        }
      }
      from = scheme + 3;
    }
    int to = url.endsWith("/") ? url.length() - 1 : url.length();
    return isCleanAddress(url, from, Math.max(from, to));
  }

  /**
   * {@code host:port} with a list's other forms: a wildcard, a block, a socket's path, and with
   * blanks between the entries.
   */
  private static boolean isCleanList(String list) {
    int from = 0;
    for (int i = 0; i <= list.length(); i++) {
      if (i == list.length() || ", \t;\"'".indexOf(list.charAt(i)) >= 0) {
        int scheme = list.indexOf("://", from, i);
        int start = scheme >= 0 ? scheme + 3 : from;
        int slash = list.indexOf('/', start, i);
        int end = slash >= 0 ? slash : i;
        if (!isCleanAddress(list, start, end) || !isPath(list, end, i)) {
          return false;
        }
        from = i + 1;
      }
    }
    return true;
  }

  /** A host with or without a port, behind what hides a user; or nothing. */
  private static boolean isCleanAddress(String text, int from, int to) {
    String hidden = SensitiveText.MASK + "@";
    int start = text.startsWith(hidden, from) ? from + hidden.length() : from;
    if (start < to && text.charAt(start) == '[') {
      int bracket = text.indexOf(']', start, to);
      return bracket >= 0
          && isAddress6(text, start + 1, bracket)
          && (bracket + 1 == to
              || text.charAt(bracket + 1) == ':' && isDigits(text, bracket + 2, to));
    }
    int colon = text.indexOf(':', start, to);
    if (colon >= 0 && text.indexOf(':', colon + 1, to) >= 0) {
      return isAddress6(text, start, to);
    }
    int end = colon >= 0 ? colon : to;
    for (int i = start; i < end; i++) {
      if (!isHost(text.charAt(i)) && "*%\\".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return end == to || isDigits(text, end + 1, to);
  }

  private static boolean isAddress6(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c != ':' && c != '.' && Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPath(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) != '/' && !isHost(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigits(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static boolean isHost(char c) {
    return c >= 'A' && c <= 'Z'
        || c >= 'a' && c <= 'z'
        || c >= '0' && c <= '9'
        || c == '.'
        || c == '-'
        || c == '_'
        || c == '+';
  }
}
