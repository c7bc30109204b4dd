package io.ecsharden.host;

/** What is asked of the metadata service from inside a task's network. */
public enum ProbeQuestion {
  /** Whether a connection is accepted. */
  CONNECTION,
  /** Also whether a token is given; it is thrown away unread. */
  TOKEN
}
