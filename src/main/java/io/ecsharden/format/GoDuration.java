package io.ecsharden.format;

import java.math.BigDecimal;
import java.util.OptionalLong;

/** Go's {@code time.ParseDuration}, and the short form of what it reads. */
public final class GoDuration {

  public static final long MILLISECOND = 1_000_000L;
  public static final long SECOND = 1_000 * MILLISECOND;
  public static final long MINUTE = 60 * SECOND;
  public static final long HOUR = 60 * MINUTE;

  private GoDuration() {}

  /** Nanoseconds of {@code 1h30m}, {@code -1.5s} or {@code 0}; nothing where Go refuses it. */
  public static OptionalLong parse(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String rest = signed ? text.substring(1) : text;
    if (rest.equals("0")) {
      return OptionalLong.of(0);
    }
    BigDecimal sum = BigDecimal.ZERO;
    int i = 0;
    while (i < rest.length()) {
      int number = i;
      while (i < rest.length() && (isDigit(rest.charAt(i)) || rest.charAt(i) == '.')) {
        i++;
      }
      int unit = i;
      while (i < rest.length() && !isDigit(rest.charAt(i)) && rest.charAt(i) != '.') {
        i++;
      }
      long factor = factor(rest.substring(unit, i));
      String digits = rest.substring(number, unit);
      if (factor == 0 || !isNumber(digits)) {
        return OptionalLong.empty();
      }
      sum = sum.add(new BigDecimal("0" + digits).multiply(BigDecimal.valueOf(factor)));
    }
    boolean fits = i > 0 && sum.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
    return fits
        ? OptionalLong.of(text.startsWith("-") ? -sum.longValue() : sum.longValue())
        : OptionalLong.empty();
  }

  /** {@code 3h}, {@code 1m30s}, {@code 100ms}: what people write for it. */
  public static String show(long nanoseconds) {
    if (nanoseconds <= 0) {
      return nanoseconds == 0 ? "0s" : nanoseconds + "ns";
    }
    StringBuilder text = new StringBuilder();
    long rest = nanoseconds;
    String[] units = {"h", "m", "s", "ms", "us", "ns"};
    long[] factors = {HOUR, MINUTE, SECOND, MILLISECOND, 1_000, 1};
    for (int i = 0; i < units.length; i++) {
      if (rest >= factors[i]) {
        text.append(rest / factors[i]).append(units[i]);
        rest %= factors[i];
      }
    }
    return text.toString();
  }

  private static long factor(String unit) {
    return switch (unit) {
      case "ns" -> 1;
      case "us", "\u00B5s", "\u03BCs" -> 1_000;
      case "ms" -> MILLISECOND;
      case "s" -> SECOND;
      case "m" -> MINUTE;
      case "h" -> HOUR;
      default -> 0;
    };
  }

  private static boolean isNumber(String digits) {
    boolean any = digits.length() > (digits.indexOf('.') >= 0 ? 1 : 0);
    return any && digits.indexOf('.') == digits.lastIndexOf('.') && digits.length() < 40;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
