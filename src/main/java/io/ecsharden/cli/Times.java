package io.ecsharden.cli;

import java.time.Duration;
import java.util.Optional;

/** Times on the command line: {@code 90}, {@code 90s}, {@code 2m}, {@code 24h}, {@code 7d}. */
final class Times {

  private static final int MOST_DIGITS = 6;

  private Times() {}

  /** An option's time. */
  static Duration of(Arguments arguments, String option, Duration otherwise) throws Failure {
    Optional<String> text = arguments.value(option);
    if (text.isEmpty()) {
      return otherwise;
    }
    return parse(text.get())
        .orElseThrow(
            () -> Failure.usage(option + " " + text.get() + ": write 90, 90s, 2m, 24h or 7d"));
  }

  static Optional<Duration> parse(String text) {
    char unit = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
    String digits =
        Character.isDigit(unit) ? text : text.substring(0, Math.max(0, text.length() - 1));
    boolean number =
        !digits.isEmpty()
            && digits.length() <= MOST_DIGITS
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!number) {
      return Optional.empty();
    }
    long count = Long.parseLong(digits);
    return switch (unit) {
      case 'm' -> Optional.of(Duration.ofMinutes(count));
      case 'h' -> Optional.of(Duration.ofHours(count));
      case 'd' -> Optional.of(Duration.ofDays(count));
      default ->
          unit == 's' || Character.isDigit(unit)
              ? Optional.of(Duration.ofSeconds(count))
              : Optional.empty();
    };
  }
}
