package io.ecsharden.format;

/**
 * The wildcards of glob(3) in the name of one file: {@code *}, {@code ?} and {@code [a-c]}. A
 * leading dot is matched by a dot alone (glob(7)).
 */
public final class Wildcards {

  private Wildcards() {}

  /** Whether a path or a name has a wildcard in it. */
  public static boolean areIn(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
  }

  /** Whether a name fits a pattern; neither has a slash. */
  public static boolean match(String pattern, String name) {
    boolean hidden = name.startsWith(".") && !pattern.startsWith(".");
    return !hidden && match(pattern, 0, name, 0);
  }

  private static boolean match(String pattern, int p, String name, int n) {
    int at = n;
    for (int i = p; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '*') {
        for (int rest = at; rest <= name.length(); rest++) {
          if (match(pattern, i + 1, name, rest)) {
            return true;
          }
        }
        return false;
      }
      if (at == name.length()) {
        return false;
      }
      int end = c == '[' ? setEnd(pattern, i) : -1;
      boolean fits =
          end > 0 ? inSet(pattern, i + 1, end, name.charAt(at)) : c == '?' || c == name.charAt(at);
      if (!fits) {
        return false;
      }
      i = Math.max(i, end);
      at++;
    }
    return at == name.length();
  }

  /** Where a set's bracket closes; -1 where it does not, and is a character like others. */
  private static int setEnd(String pattern, int open) {
    int first = open + 1;
    if (first < pattern.length() && isNegation(pattern.charAt(first))) {
      first++;
    }
    // a bracket in the first place is a member
    return pattern.indexOf(']', first + 1);
  }

  private static boolean isNegation(char c) {
    return c == '!' || c == '^';
  }

  private static boolean inSet(String pattern, int from, int end, char c) {
    boolean negated = isNegation(pattern.charAt(from));
    boolean found = false;
    for (int i = negated ? from + 1 : from; i < end; i++) {
      boolean range = i + 2 < end && pattern.charAt(i + 1) == '-';
      char last = pattern.charAt(range ? i + 2 : i);
      found |= c >= pattern.charAt(i) && c <= last;
      i += range ? 2 : 0;
    }
    return found != negated;
  }
}
