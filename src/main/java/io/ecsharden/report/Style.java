package io.ecsharden.report;

import io.ecsharden.control.Status;

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

  private String paint(String code, String text) {
    return this == COLOUR ? code + text + RESET : text;
  }

  /** A text without anything that could drive a terminal or break a line. */
  public static String safe(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isControl(text.charAt(i))) {
        return escaped(text);
      }
    }
    return text;
  }

  private static String escaped(String text) {
    StringBuilder shown = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isControl(c)) {
        shown.append(c);
      } else if (c == '\n') {
        shown.append("\\n");
      } else if (c == '\t') {
        shown.append("\\t");
      } else if (c == '\r') {
        shown.append("\\r");
      } else {
        shown.append("\\u").append("0000", Integer.toHexString(c).length(), 4);
        shown.append(Integer.toHexString(c));
      }
    }
    return shown.toString();
  }

  /** Controls, and marks that turn the direction of text or are not visible. */
  private static boolean isControl(char c) {
    return c < ' '
        || c >= 0x7F && c < 0xA0
        || c >= 0x200B && c <= 0x200F
        || c >= 0x2028 && c <= 0x202E
        || c >= 0x2066 && c <= 0x2069
        || c == 0xFEFF;
  }
}
