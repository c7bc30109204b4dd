package io.ecsharden.secrets;

/** One row of the table of what is a secret ({@link SecretRules}). */
sealed interface SecretRule {

  /** The text that the rule looks for; no two rows of a kind have the same. */
  String text();

  /** Why it is a secret, or whose it is. */
  String reason();

  /**
   * The beginning of a token, and how much of the token has to follow. The whole text that holds it
   * is hidden.
   *
   * @param least so many characters of the alphabet have to follow: fewer, and it is some word
   */
  record Token(String text, int least, Alphabet of, String reason) implements SecretRule {

    /** So short a beginning also ends many a word: {@code task-}. */
    private static final int SHORT = 3;

    boolean beginsWith(char c) {
      char first = text.charAt(0);
      return c == first || of == Alphabet.ADDRESS && c == Character.toUpperCase(first);
    }

    /** Whether a token begins at a place of a text. */
    boolean isAt(String line, int at) {
      if (!line.regionMatches(of == Alphabet.ADDRESS, at, text, 0, text.length())) {
        return false;
      }
      if (text.length() <= SHORT && at > 0 && Alphabet.LETTERS.has(line.charAt(at - 1))) {
        return false;
      }
      int end = at + text.length();
      int from = end;
      while (end < line.length() && end - from < least && of.has(line.charAt(end))) {
        end++;
      }
      return end - from == least;
    }
  }

  /** A text that stands in a secret or right before it, and hardly in prose. */
  record Mark(String text, String reason) implements SecretRule {}

  /** A part of a name that says that the value is a secret; in capitals. */
  record Word(String text, Where where, String reason) implements SecretRule {}

  /** Where in a name a word has to stand. */
  enum Where {
    /** Anywhere; {@code _}, {@code -} and the like do not separate. */
    ANYWHERE,
    /** At the end of one of the name's words: {@code DBPASS}, {@code ssh_key}. */
    AT_THE_END,
    /** As one of the name's words. */
    AS_A_WORD
  }

  /** What a token is made of. */
  enum Alphabet {
    CAPITALS,
    LETTERS,
    HEX,
    WORDS,
    DOTTED,
    /** A path behind a host, whose case does not matter. */
    ADDRESS;

    boolean has(char c) {
      boolean digit = c >= '0' && c <= '9';
      boolean capital = c >= 'A' && c <= 'Z';
      boolean letter = capital || c >= 'a' && c <= 'z';
      return switch (this) {
        case CAPITALS -> digit || capital;
        case LETTERS -> digit || letter;
        case HEX -> digit || c >= 'a' && c <= 'f';
        case WORDS -> digit || letter || c == '_' || c == '-';
        case DOTTED -> digit || letter || c == '_' || c == '-' || c == '.';
        case ADDRESS -> c > ' ' && c < 0x7F && "\"'`<>".indexOf(c) < 0;
      };
    }
  }
}
