package io.ecsharden.facts;

/** What came of a connection to the metadata service from inside a task's network. */
public sealed interface ProbeAnswer {

  /** What came of the request for a token. */
  enum Token {
    NOT_ASKED,
    GIVEN,
    /** No token came in time, or another answer came. */
    NONE
  }

  /** The connection was accepted. */
  record Connected(Token token) implements ProbeAnswer {}

  /**
   * The connection failed.
   *
   * @param reason the kernel's
   */
  record Failed(String reason) implements ProbeAnswer {}

  /** Nothing answered in time. */
  record Silent() implements ProbeAnswer {}

  /**
   * Nobody could ask.
   *
   * @param reason why, and which capability is missing, without a final stop
   */
  record NotAsked(String reason) implements ProbeAnswer {}
}
