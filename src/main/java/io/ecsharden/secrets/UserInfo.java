package io.ecsharden.secrets;

/** User and password in URLs, also where the URL is torn. */
final class UserInfo {

  private UserInfo() {}

  /**
   * A variable's value with {@code user:password} of every URL replaced. The value of a proxy is
   * one URL, whatever a password in it is made of: everything up to its last @ goes.
   */
  static String hidden(String name, String value) {
    int at = ProxyValues.isProxy(name) ? value.lastIndexOf('@') : -1;
    if (at < 0 || isComment(name) && isProse(value)) {
      return hidden(value);
    }
    int scheme = value.indexOf("://");
    boolean first = value.indexOf(':') == scheme && scheme < value.indexOf('@');
    int start = first && scheme >= 0 ? scheme + 3 : 0;
    return value.substring(0, start) + SensitiveText.MASK + value.substring(at);
  }

  private static boolean isComment(String name) {
    return name.startsWith("#") || name.startsWith(";");
  }

  /** A mail address, with or without words: in front of its @ stands nothing of a URL. */
  private static boolean isProse(String value) {
    int colon = value.indexOf(':');
    return colon < 0 || colon > value.indexOf('@');
  }

  /** Whether a URL in a text, with its scheme, has a user and a password. */
  static boolean isInUrl(String text) {
    for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
      int end = at + 3;
      int colon = -1;
      while (end < text.length() && " \t\"'<>".indexOf(text.charAt(end)) < 0) {
        char c = text.charAt(end);
        if (colon < 0 && c == '/') {
          break;
        }
        if (colon < 0 && c == ':') {
          colon = end;
        }
        if (c == '@' && colon >= 0) {
          return true;
        }
        end++;
      }
    }
    return false;
  }

  /** The text with {@code user:password} of every URL replaced. */
  static String hidden(String text) {
    if (text.indexOf('@') < 0) {
      return text; // no user stands anywhere, in most texts
    }
    int scheme = text.indexOf("://");
    if (scheme < 0) {
      return withoutScheme(text);
    }
    StringBuilder shown = new StringBuilder(text.length());
    int position = 0;
    while (scheme >= 0) {
      int start = scheme + 3;
      int end = start;
      int at = -1;
      // A raw / ? or # in a password ends the authority for a parser, and is part of the secret
      // for its owner: everything up to the last @ of the word goes.
      while (end < text.length() && !isDelimiter(text.charAt(end))) {
        if (text.charAt(end) == '@') {
          at = end;
        }
        end++;
      }
      shown.append(text, position, start);
      position = start;
      // Behind the last @ of the word there is none, so another URL in it has nothing to hide.
      scheme = text.indexOf("://", end);
      at = behindWord(text, start, end, at, scheme < 0 ? text.length() : scheme);
      if (at >= 0) {
        shown.append(SensitiveText.MASK);
        position = at;
      }
    }
    return byWord(shown.append(text, position, text.length()).toString());
  }

  /**
   * The last @ before the next URL, where a password with a blank, a comma or a quote goes on
   * behind its first word; else the one of the word. Behind an address with a port, or with none, a
   * mail address can stand as well.
   */
  private static int behindWord(String text, int start, int end, int at, int limit) {
    int last = limit - 1;
    while (last >= end && text.charAt(last) != '@') {
      last--;
    }
    if (last < end) {
      return at;
    }
    if (at >= 0) {
      return last;
    }
    int stop = start;
    while (stop < end && "/?#".indexOf(text.charAt(stop)) < 0) {
      stop++;
    }
    int colon = text.lastIndexOf(':', stop - 1);
    if (colon < start || text.charAt(stop - 1) == ']') {
      return -1;
    }
    return isPort(text, colon + 1, stop) && holdsSpaceOrQuote(text, end, last) ? -1 : last;
  }

  private static boolean holdsSpaceOrQuote(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c != ',' && isDelimiter(c)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a URL in a text has something else than a port behind its colon: {@code http://bob:PW},
   * of which the rest was lost.
   */
  static boolean isTorn(String text) {
    for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
      int end = at + 3;
      int colon = -1;
      while (end < text.length()
          && "/?#`>)".indexOf(text.charAt(end)) < 0
          && !isDelimiter(text.charAt(end))) {
        char c = text.charAt(end);
        colon = c == ':' && colon < 0 ? end : c == ']' || c == '@' ? -1 : colon;
        end++;
      }
      while (end > colon + 1 && colon >= 0 && ".;:!".indexOf(text.charAt(end - 1)) >= 0) {
        end--;
      }
      if (colon >= 0 && !isPort(text, colon + 1, end)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPort(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /**
   * {@code user:password@proxy:3128}: the agent takes a proxy without a scheme as well. A text of
   * several words, or JSON, may hold a mail address or an image's digest instead.
   */
  private static String withoutScheme(String text) {
    boolean words = text.indexOf('{') >= 0 || text.indexOf('[') >= 0 || text.indexOf(' ') >= 0;
    return words ? byWord(text) : ofWord(text);
  }

  private static String byWord(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || isDelimiter(text.charAt(i))) {
        shown.append(ofWord(text.substring(from, i)));
        shown.append(text, i, Math.min(i + 1, text.length()));
        from = i + 1;
      }
    }
    return shown.toString();
  }

  private static String ofWord(String word) {
    int scheme = word.indexOf("://");
    String head = scheme < 0 ? word : word.substring(0, scheme);
    int at = head.lastIndexOf('@');
    int colon = head.indexOf(':');
    boolean hides = colon >= 0 && colon < at && !head.startsWith("sha256:", at + 1);
    return hides ? SensitiveText.MASK + word.substring(at) : word;
  }

  static boolean isDelimiter(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '"' || c == '\'' || c == ',' || c == '<';
  }
}
