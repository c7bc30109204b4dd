package io.ecsharden.app;

import io.ecsharden.format.NearestName;
import java.util.Collection;

/** What somebody probably intended by a word of the command line that is not known. */
public final class Suggestion {

  private Suggestion() {}

  /** {@code ; did you mean `audit`?}, or nothing. */
  public static String of(String typed, Collection<String> known) {
    return NearestName.of(typed, known).map(name -> "; did you mean `" + name + "`?").orElse("");
  }

  /** The same; without a near name, all of them. */
  public static String orAll(String typed, Collection<String> known) {
    return NearestName.of(typed, known)
        .map(name -> "; did you mean `" + name + "`?")
        .orElseGet(() -> "; there are " + String.join(", ", known));
  }
}
