package io.ecsharden.facts;

import java.util.Map;
import java.util.Optional;

/** What the instance's resolver says of the names of AWS's services. */
public sealed interface EndpointFacts {

  /** Nobody asked. */
  record NotAsked() implements EndpointFacts {}

  /**
   * Nobody could ask.
   *
   * @param reason why, without a final stop
   */
  record Unseen(String reason) implements EndpointFacts {}

  /**
   * It was asked.
   *
   * @param region the instance's
   * @param account the instance's, where somebody knew it
   * @param answers by name
   */
  record Seen(String region, Optional<String> account, Map<String, NameAnswer> answers)
      implements EndpointFacts {
    public Seen {
      answers = Map.copyOf(answers);
    }
  }
}
