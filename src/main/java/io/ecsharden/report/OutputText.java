package io.ecsharden.report;

import io.ecsharden.format.Printable;
import io.ecsharden.secrets.SensitiveText;
import java.nio.charset.StandardCharsets;

/**
 * Text that leaves the program, on standard output, in a file, or in a log: standard output and
 * files take nothing else. Only the writers of this package, which hide secrets where they open a
 * {@link SensitiveText}, make it of a whole report.
 *
 * <p>It passes here last: whatever a writer forgot, no character drives a terminal or is unseen.
 * Text that is right already, as nearly all is, is looked at and not copied.
 */
public final class OutputText {

  private static final char ESCAPE = '\u001B';

  private final String text;

  private OutputText(String text) {
    this.text = text;
  }

  /**
   * A whole report, as its writer made it. Line feeds stay.
   *
   * @param style with {@link Style#COLOUR}, colours stay too
   */
  public static OutputText written(String text, Style style) {
    return new OutputText(safe(text, style));
  }

  /** Words of this program: help, the version. They quote nothing. */
  public static OutputText words(String words) {
    return new OutputText(safe(words, Style.PLAIN));
  }

  /** A message in one line, which may quote anything: without secrets, and with a line feed. */
  public static OutputText line(String message) {
    return new OutputText(masked(message) + "\n");
  }

  /** The same without the line feed, to be a part of a line. */
  static String masked(String message) {
    return Printable.of(SensitiveText.message(message).masked());
  }

  private static String safe(String text, Style style) {
    for (int i = 0; i < text.length(); ) {
      int length = length(text, i, style);
      if (length == 0) {
        return escaped(text, i, style);
      }
      i += length;
    }
    return text;
  }

  private static String escaped(String text, int from, Style style) {
    StringBuilder safe = new StringBuilder(text.length() + 16).append(text, 0, from);
    for (int i = from; i < text.length(); ) {
      int length = length(text, i, style);
      if (length == 0) {
        // half of a surrogate pair stays one
        safe.append(Printable.of(text.substring(i, i + 1)));
        i++;
      } else {
        safe.append(text, i, i + length);
        i += length;
      }
    }
    return safe.toString();
  }

  /** How many characters may stand here as they are: 0, 1, or those of a colour. */
  private static int length(String text, int at, Style style) {
    char c = text.charAt(at);
    if (c == '\n' || !Printable.isUnseen(text, at)) {
      return 1;
    }
    return c == ESCAPE && style == Style.COLOUR ? colour(text, at) : 0;
  }

  /** The length of {@code ESC [ 1 ; 31 m}, which changes colours and nothing else. */
  private static int colour(String text, int at) {
    int i = at + 1;
    if (i == text.length() || text.charAt(i) != '[') {
      return 0;
    }
    for (i++; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 'm') {
        return i + 1 - at;
      }
      if (c != ';' && (c < '0' || c > '9')) {
        return 0;
      }
    }
    return 0;
  }

  /** The text in UTF-8. */
  public byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return text;
  }
}
