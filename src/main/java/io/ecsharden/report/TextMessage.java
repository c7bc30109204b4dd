package io.ecsharden.report;

/** A line of standard error for people: printable, and without the secrets that it may quote. */
public final class TextMessage {

  private TextMessage() {}

  /** A message in one line, with a line feed. */
  public static String write(String message) {
    return "ecs-harden: " + shown(message) + "\n";
  }

  /** What the run waits for, without a line feed. */
  public static String shown(String message) {
    return OutputText.masked(message);
  }
}
