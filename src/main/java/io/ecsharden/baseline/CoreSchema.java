package io.ecsharden.baseline;

/**
 * What a plain scalar means by the core schema (YAML 1.2.2, section 10.3.2). By hand, since the
 * library's resolver misses {@code ~}, {@code Null} and {@code NULL}.
 */
final class CoreSchema {

  private CoreSchema() {}

  static YamlNode.Kind kindOf(String plain) {
    return switch (plain) {
      case "" -> YamlNode.Kind.NOTHING;
      case "null", "Null", "NULL", "~" -> YamlNode.Kind.NULL;
      case "true", "True", "TRUE", "false", "False", "FALSE" -> YamlNode.Kind.BOOLEAN;
      case ".nan", ".NaN", ".NAN" -> YamlNode.Kind.NUMBER;
      default -> isNumber(plain) ? YamlNode.Kind.NUMBER : YamlNode.Kind.TEXT;
    };
  }

  private static boolean isNumber(String plain) {
    if (plain.startsWith("0o") || plain.startsWith("0x")) {
      int radix = plain.charAt(1) == 'o' ? 8 : 16;
      return plain.length() > 2
          && plain.chars().skip(2).allMatch(c -> c < 0x80 && Character.digit(c, radix) >= 0);
    }
    int start = plain.charAt(0) == '-' || plain.charAt(0) == '+' ? 1 : 0;
    return switch (plain.substring(start)) {
      case ".inf", ".Inf", ".INF" -> true;
      default -> isDecimal(plain, start);
    };
  }

  /** {@code ( '.' digits | digits ( '.' digits? )? ) ( [eE] [-+]? digits )?}. */
  private static boolean isDecimal(String plain, int start) {
    int whole = digits(plain, start);
    int end = whole;
    if (at(plain, end, ".")) {
      end = digits(plain, end + 1);
    }
    boolean hasDigits = whole > start || end > whole + 1;
    if (hasDigits && at(plain, end, "eE")) {
      int exponent = at(plain, end + 1, "-+") ? end + 2 : end + 1;
      end = digits(plain, exponent);
      hasDigits = end > exponent;
    }
    return hasDigits && end == plain.length();
  }

  private static int digits(String text, int from) {
    int end = from;
    while (at(text, end, "0123456789")) {
      end++;
    }
    return end;
  }

  private static boolean at(String text, int i, String any) {
    return i < text.length() && any.indexOf(text.charAt(i)) >= 0;
  }
}
