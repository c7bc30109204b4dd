package io.ecsharden.format;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that is nearest to an unknown one. Case makes no difference here. */
public final class NearestName {

  private static final int LONGEST = 64;

  private NearestName() {}

  /** A name at most two slips away, else the one with the longest start in common, if long. */
  public static Optional<String> of(String typed, Collection<String> known) {
    return within(typed.length() < 4 ? 1 : 2, typed, known).or(() -> samePrefix(typed, known));
  }

  /** The nearest name at most so many slips away; of two, the one that sorts first. */
  public static Optional<String> within(int most, String typed, Collection<String> known) {
    if (typed.length() > LONGEST) {
      return Optional.empty();
    }
    String low = typed.toLowerCase(Locale.ROOT);
    int least = most + 1;
    Optional<String> best = Optional.empty();
    for (String name : known) {
      // before the change of case, since a file can have 90,000 names that nobody knows
      if (Math.abs(low.length() - name.length()) > most) {
        continue;
      }
      int slips = EditDistance.between(low, name.toLowerCase(Locale.ROOT), most);
      if (slips < least
          || slips == least && best.filter(other -> name.compareTo(other) < 0).isPresent()) {
        least = slips;
        best = Optional.of(name);
      }
    }
    return best;
  }

  private static Optional<String> samePrefix(String typed, Collection<String> known) {
    String low = typed.toLowerCase(Locale.ROOT);
    int most = Math.max(3, (low.length() + 1) / 2) - 1;
    Optional<String> best = Optional.empty();
    for (String name : known) {
      int length = common(low, name.toLowerCase(Locale.ROOT));
      if (length > most
          || length == most && best.filter(other -> name.compareTo(other) < 0).isPresent()) {
        most = length;
        best = Optional.of(name);
      }
    }
    return best;
  }

  private static int common(String a, String b) {
    int i = 0;
    while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    return i;
  }
}
