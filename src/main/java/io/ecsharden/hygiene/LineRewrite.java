package io.ecsharden.hygiene;

import java.util.List;

/** What becomes of a line that is lost or read in two ways. */
public sealed interface LineRewrite {

  /**
   * Other lines stand in its place; none: it goes.
   *
   * @param what what is done, in words that hold no secret
   */
  record Lines(List<String> texts, String what) implements LineRewrite {
    public Lines {
      texts = List.copyOf(texts);
    }
  }

  /**
   * It stays.
   *
   * @param reason why a program leaves it alone, without a final stop
   */
  record Left(String reason) implements LineRewrite {}
}
