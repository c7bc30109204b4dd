package io.ecsharden.settings.proxy;

/**
 * A text that Go's {@code url.Parse} refuses; the message is Go's reason.
 *
 * <p>The message can quote a part of the text, and so a part of a password: show it for a URL that
 * is known to be harmless only.
 */
public final class GoUrlException extends Exception {

  private static final long serialVersionUID = 1L;

  GoUrlException(String message) {
    // A malformed URL is an expected input: no stack trace is needed to report it.
    super(message, null, false, false);
  }

  static GoUrlException quoting(String before, String text, String after) {
    return new GoUrlException(before + '"' + GoStrings.text(text) + '"' + after);
  }
}
