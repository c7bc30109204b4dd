package io.ecsharden.facts;

import java.util.List;

/** What came of looking up a name. */
public sealed interface NameAnswer {

  /**
   * It has addresses.
   *
   * @param texts at least one: {@code 10.0.1.7}, {@code 2600:1f18:0:0:0:0:0:1}
   */
  record Addresses(List<String> texts) implements NameAnswer {
    public Addresses {
      texts = List.copyOf(texts);
    }
  }

  /**
   * Nobody knows.
   *
   * @param reason why, without a final stop
   */
  record Unknown(String reason) implements NameAnswer {}
}
