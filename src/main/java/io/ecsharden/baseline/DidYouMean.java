package io.ecsharden.baseline;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what was meant by a name that is not known. Upper and lower case are the same here. */
final class DidYouMean {

  private static final int LONGEST = 64;

  private DidYouMean() {}

  /** {@code did you mean `x`?}. */
  static Optional<String> hint(String typed, Collection<String> known) {
    return nearest(typed, known).map(DidYouMean::question);
  }

  static String question(String name) {
    return "did you mean " + Quote.of(name) + "?";
  }

  /** As {@link #hint}; without a near name, all of them. */
  static Optional<String> hintOrAll(String typed, Collection<String> known) {
    return hint(typed, known).or(() -> Optional.of("choose one of: " + String.join(", ", known)));
  }

  /** A name at most two slips away, else the one with the longest start in common, if long. */
  static Optional<String> nearest(String typed, Collection<String> known) {
    return within(typed.length() < 4 ? 1 : 2, typed, known).or(() -> samePrefix(typed, known));
  }

  /** The nearest name at most so many slips away: a letter more, less, other, or two swapped. */
  static Optional<String> within(int most, String typed, Collection<String> known) {
    if (typed.length() > LONGEST) {
      return Optional.empty();
    }
    String low = typed.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(name -> Math.abs(name.length() - low.length()) <= most)
        .map(name -> new Near(name, distance(low, name.toLowerCase(Locale.ROOT))))
        .filter(near -> near.slips() <= most)
        .min(Comparator.comparingInt(Near::slips).thenComparing(Near::name))
        .map(Near::name);
  }

  private record Near(String name, int slips) {}

  private static Optional<String> samePrefix(String typed, Collection<String> known) {
    String low = typed.toLowerCase(Locale.ROOT);
    int least = Math.max(3, (low.length() + 1) / 2);
    return known.stream()
        .filter(name -> common(low, name.toLowerCase(Locale.ROOT)) >= least)
        .max(
            Comparator.comparingInt((String name) -> common(low, name.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.reverseOrder()));
  }

  private static int common(String a, String b) {
    int i = 0;
    while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    return i;
  }

  /** Optimal string alignment: Levenshtein's distance with swapped neighbours as one slip. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int other = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + other);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
