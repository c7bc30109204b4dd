package io.ecsharden.host.docker;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Times in Docker's answers: {@code 2026-11-26T20:50:43.512345678Z} (Go 1.23, {@code
 * time.RFC3339Nano}).
 *
 * <p>Those are read here, and other forms by {@link Instant#parse}, which takes 2 KiB for each: an
 * audit reads one of every container.
 */
final class DockerTime {

  private static final String FORM = "0000-00-00T00:00:00";
  private static final int MOST_DIGITS = 9;

  private DockerTime() {}

  /** The time; nothing for {@code 0001-01-01T00:00:00Z}, which is never, and for no time. */
  static Optional<Instant> read(String text) {
    try {
      Instant time = isPlain(text) ? plain(text) : Instant.parse(text);
      return time.getEpochSecond() <= 0 ? Optional.empty() : Optional.of(time);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static boolean isPlain(String text) {
    int last = text.length() - 1;
    int digits = last - FORM.length() - 1;
    if (last < FORM.length() || text.charAt(last) != 'Z' || digits == 0 || digits > MOST_DIGITS) {
      return false;
    }
    for (int i = 0; i < FORM.length(); i++) {
      if (FORM.charAt(i) == '0' ? !isDigit(text.charAt(i)) : text.charAt(i) != FORM.charAt(i)) {
        return false;
      }
    }
    for (int i = FORM.length() + 1; i < last; i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return digits < 0 || text.charAt(FORM.length()) == '.';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static Instant plain(String text) {
    int nanos = 0;
    for (int i = 0; i < MOST_DIGITS; i++) {
      int place = FORM.length() + 1 + i;
      nanos = nanos * 10 + (place < text.length() - 1 ? text.charAt(place) - '0' : 0);
    }
    return LocalDateTime.of(
            number(text, 0, 4),
            number(text, 5, 7),
            number(text, 8, 10),
            number(text, 11, 13),
            number(text, 14, 16),
            number(text, 17, 19),
            nanos)
        .toInstant(ZoneOffset.UTC);
  }

  private static int number(String text, int start, int end) {
    return Integer.parseInt(text, start, end, 10);
  }
}
