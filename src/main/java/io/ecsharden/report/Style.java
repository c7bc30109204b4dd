package io.ecsharden.report;

import io.ecsharden.control.Status;
import io.ecsharden.format.Printable;

/** How text looks: with colour on a terminal, plain everywhere else. */
public enum Style {
  PLAIN,
  COLOUR;

  private static final String RESET = "\u001B[0m";

  /** A status in its colour. */
  String status(Status status, String text) {
    String code =
        switch (status) {
          case PASS -> "\u001B[32m";
          case FAIL -> "\u001B[1;31m";
          case PENDING_RESTART -> "\u001B[1;33m";
          case WAIVED -> "\u001B[33m";
          case NOT_APPLICABLE -> "\u001B[2m";
          case NOT_EVALUATED -> "\u001B[35m";
        };
    return paint(code, text);
  }

  /** Less important. */
  String faint(String text) {
    return paint("\u001B[2m", text);
  }

  /** More important. */
  String strong(String text) {
    return paint("\u001B[1m", text);
  }

  /** A line of a diff, in the colour of its sign. */
  String diff(String line) {
    if (line.startsWith("--- ") || line.startsWith("+++ ")) {
      return strong(line);
    }
    return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '+' -> paint("\u001B[32m", line);
      case '-' -> paint("\u001B[31m", line);
      case '@' -> paint("\u001B[36m", line);
      default -> line;
    };
  }

  private String paint(String code, String text) {
    return this == COLOUR ? code + text + RESET : text;
  }

  /** A text without anything that could drive a terminal or break a line. */
  public static String safe(String text) {
    return Printable.of(text);
  }
}
