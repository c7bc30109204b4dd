package io.ecsharden.facts;

/** Where the routes of a process lead packets for one address. */
public sealed interface Way {

  /** A route refuses them: a blackhole, as the agent makes it, or a reject route. */
  record Refused() implements Way {}

  /** No route leads there. */
  record None() implements Way {}

  /**
   * They leave by an interface of the process's network.
   *
   * @param device the interface
   */
  record Open(String device) implements Way {}

  /**
   * The routes could not be seen.
   *
   * @param reason why, without a final stop
   */
  record Unseen(String reason) implements Way {}
}
