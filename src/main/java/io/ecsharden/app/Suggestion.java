package io.ecsharden.app;

import io.ecsharden.baseline.DidYouMean;
import java.util.Collection;

/** What somebody probably intended by a word of the command line that is not known. */
public final class Suggestion {

  private Suggestion() {}

  /** {@code ; did you mean `audit`?}, or nothing. */
  public static String of(String typed, Collection<String> known) {
    return DidYouMean.hint(typed, known).map(hint -> "; " + hint).orElse("");
  }

  /** The same; without a near name, all of them. */
  public static String orAll(String typed, Collection<String> known) {
    String near = of(typed, known);
    return near.isEmpty() ? "; there are " + String.join(", ", known) : near;
  }
}
