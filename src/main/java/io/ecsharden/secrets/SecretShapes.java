package io.ecsharden.secrets;

import io.ecsharden.format.unit.EnvironmentNames;
import io.ecsharden.secrets.SecretRule.Mark;
import io.ecsharden.secrets.SecretRule.Token;
import java.util.List;
import java.util.Set;

/** What secrets look like. Plain scanning: no regular expression is compiled for it. */
final class SecretShapes {

  /** The tokens that begin with a character, by that character. */
  private static final Token[][] TOKENS = byInitial();

  /** A signed URL of Azure has these, which say nothing as names of variables. */
  private static final Set<String> IN_QUERIES = Set.of("code", "sig");

  /** IAM's limit; it also keeps the search in a long value without blanks linear. */
  private static final int LONGEST_ARN = 2048;

  private SecretShapes() {}

  /**
   * Whether a line has anything in it without which {@link SecretFinder} finds no secret there: an
   * {@code @} or an escape that can be one, a secret's word, or a mark. Most lines have not, and
   * need no closer look.
   */
  static boolean mayBeIn(String line) {
    return line.indexOf('@') >= 0
        || SecretNames.mayBe(line)
        || line.contains("LOG_OPTS")
        || line.indexOf('?') >= 0 // the only place of IN_QUERIES
        || !Escapes.decoded(line).equals(line)
        || showsSecret(line);
  }

  /** Whether a text holds something that is a secret wherever it stands. */
  static boolean holdsSecret(String text) {
    return showsSecret(text) || containsAny(text, SecretRules.NAMES) || assignsSecret(text);
  }

  /** The same for prose, which may speak of passwords and name variables. */
  static boolean showsSecret(String text) {
    return holdsToken(text) || containsAny(text, SecretRules.MARKS);
  }

  private static boolean containsAny(String text, List<Mark> marks) {
    for (Mark mark : marks) {
      for (int at = text.indexOf(mark.text()); at >= 0; at = text.indexOf(mark.text(), at + 1)) {
        if (!isValue(text, mark.text(), at + mark.text().length())) {
          return true;
        }
      }
    }
    return false;
  }

  /** {@code "team":"auth"}: the mark of a member's name is the value of another one. */
  private static boolean isValue(String text, String mark, int end) {
    int next = end;
    while (next < text.length() && text.charAt(next) == ' ') {
      next++;
    }
    return mark.startsWith("\"") && next < text.length() && ",}]".indexOf(text.charAt(next)) >= 0;
  }

  private static boolean holdsToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < TOKENS.length) {
        for (Token token : TOKENS[c]) {
          if (token.isAt(text, i)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static Token[][] byInitial() {
    Token[][] tokens = new Token[128][];
    for (char c = 0; c < tokens.length; c++) {
      char initial = c;
      tokens[c] =
          SecretRules.TOKENS.stream()
              .filter(token -> token.beginsWith(initial))
              .toArray(Token[]::new);
    }
    return tokens;
  }

  /** Also those that a word processor makes of them. */
  private static final String QUOTES = " \t\"'“”„‟‘’‚‛«»";

  /** The last two are the wide forms of the first. */
  private static final String SEPARATORS = "=:＝：";

  /** {@code …SECRET…=x}, {@code password: x} or {@code ?sig=x} within a text. */
  static boolean assignsSecret(String text) {
    boolean words = SecretNames.mayBe(text);
    if (!words && text.indexOf('?') < 0) {
      return false;
    }
    for (int i = 1; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      if (SEPARATORS.indexOf(c) >= 0) {
        int to = i;
        while (to > 0 && QUOTES.indexOf(text.charAt(to - 1)) >= 0) {
          to--;
        }
        int from = to;
        while (from > 0 && isNameCharacter(text.charAt(from - 1))) {
          from--;
        }
        if (from < to && isSecretAt(text, from, to, i)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isSecretAt(String text, int from, int to, int separator) {
    String name = text.substring(from, to);
    char before = from > 0 ? text.charAt(from - 1) : ' ';
    boolean query = before == '?' || before == '&';
    boolean colon = text.charAt(separator) == ':';
    if (colon && (before == '/' || isInArn(text, from))) {
      return false; // a host with its port, or a resource
    }
    String value = valueAt(text, separator + 1);
    if (value.isEmpty()) {
      return false;
    }
    if (query && IN_QUERIES.contains(name)) {
      return true;
    }
    return SecretNames.isSecret(name, value)
        && (query || !SecretNames.isBareKey(name) || looksRandom(value));
  }

  /** Whether a place is within {@code arn:aws:secretsmanager:…}. */
  private static boolean isInArn(String text, int at) {
    int from = at;
    int least = Math.max(0, at - LONGEST_ARN);
    while (from > least && " \t\"'=,".indexOf(text.charAt(from - 1)) < 0) {
      from--;
    }
    return text.startsWith("arn:", from);
  }

  /** The word behind a separator, without quotes. */
  private static String valueAt(String text, int separator) {
    int from = separator;
    while (from < text.length() && QUOTES.indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    int to = from;
    while (to < text.length()
        && QUOTES.indexOf(text.charAt(to)) < 0
        && ",;&<>{}".indexOf(text.charAt(to)) < 0) {
      to++;
    }
    return text.substring(from, to);
  }

  /** Whether a text gives a proxy a value that is no clean URL. */
  static boolean assignsTornProxy(String text) {
    for (int i = text.indexOf('='); i >= 0; i = text.indexOf('=', i + 1)) {
      if (isTornProxy(text, i)) {
        return true;
      }
    }
    for (int i = text.indexOf("\":"); i >= 0; i = text.indexOf("\":", i + 1)) {
      if (isTornProxy(text, i + 1)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTornProxy(String text, int separator) {
    int to = separator;
    while (to > 0 && " \"'".indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    int from = to;
    while (from > 0 && isNameCharacter(text.charAt(from - 1))) {
      from--;
    }
    String name = text.substring(from, to);
    if (!ProxyValues.isProxy(name)) {
      return false;
    }
    int start = separator + 1;
    while (start < text.length() && text.charAt(start) == ' ') {
      start++;
    }
    char quote = start < text.length() ? text.charAt(start) : ' ';
    boolean quoted = quote == '"' || quote == '\'';
    int begin = quoted ? start + 1 : start;
    int end = begin;
    while (end < text.length()
        && (quoted ? text.charAt(end) != quote : " \t\"'`".indexOf(text.charAt(end)) < 0)) {
      end++;
    }
    return !ProxyValues.isClean(name, text.substring(begin, end));
  }

  /** Whether a name is torn off a secret: it holds quotes and a mark, or is no name at all. */
  static boolean isSecretInName(String key) {
    boolean quoted = key.indexOf('"') >= 0 || key.indexOf('\'') >= 0;
    return holdsToken(key) || looksRandom(key) || (quoted && holdsSecret(key));
  }

  /** Whether a text is one long word of mixed letters and digits. */
  static boolean looksRandom(String text) {
    if (text.length() < 20 || text.startsWith("arn:") || text.indexOf(' ') >= 0) {
      return false;
    }
    int digits = 0;
    int lower = 0;
    int upper = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (c >= 'a' && c <= 'z') {
        lower++;
      } else if (c >= 'A' && c <= 'Z') {
        upper++;
      } else if ("+/=_-.".indexOf(c) < 0) {
        return false;
      }
    }
    return digits >= 2 && (lower >= 4 && upper >= 2 || digits + lower == text.length());
  }

  private static boolean isNameCharacter(char c) {
    return EnvironmentNames.isNameCharacter(c) || c == '-' || c == '%';
  }
}
