package io.ecsharden.settings;

/** User and password in URLs, also where the URL is torn. */
final class UserInfo {

  private UserInfo() {}

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
      if (at >= 0) {
        shown.append(Masker.MASK);
        position = at;
      }
      // Behind the last @ of the word there is none, so another URL in it has nothing to hide.
      scheme = text.indexOf("://", end);
    }
    return byWord(shown.append(text, position, text.length()).toString());
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
    return hides ? Masker.MASK + word.substring(at) : word;
  }

  private static boolean isDelimiter(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '"' || c == '\'' || c == ',' || c == '<';
  }
}
