package io.ecsharden.control;

import java.util.Optional;

/**
 * One reason for a failure, with the place where it stands. Its texts may be shown: secrets are
 * hidden already.
 *
 * @param kind a stable name of the sort of trouble
 * @param source {@code file:line}
 * @param setting which setting is meant
 * @param taken the text that is taken
 * @param meant the text that was probably meant
 */
public record Detail(
    String kind,
    String source,
    Optional<String> setting,
    Optional<String> taken,
    Optional<String> meant,
    String message,
    String remediation) {

  private static final int LONG = 160;

  /** The beginning of a text that is too long for a line of a report. */
  public static String brief(String text) {
    return text.length() <= LONG
        ? text
        : text.substring(0, LONG) + "… (" + text.length() + " characters)";
  }
}
