package io.ecsharden.baseline;

import io.ecsharden.format.NearestName;
import java.util.Collection;
import java.util.Optional;

/** The hint for a name that is not known. */
public final class DidYouMean {

  private DidYouMean() {}

  /** {@code did you mean `x`?}. */
  public static Optional<String> hint(String typed, Collection<String> known) {
    return NearestName.of(typed, known).map(DidYouMean::question);
  }

  /** The same for a name at most so many slips away. */
  static Optional<String> within(int slips, String typed, Collection<String> known) {
    return NearestName.within(slips, typed, known).map(DidYouMean::question);
  }

  /** As {@link #hint}; without a near name, all of them. */
  static Optional<String> hintOrAll(String typed, Collection<String> known) {
    return hint(typed, known).or(() -> Optional.of("choose one of: " + String.join(", ", known)));
  }

  private static String question(String name) {
    return "did you mean " + Quote.of(name) + "?";
  }
}
