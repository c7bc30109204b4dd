package io.ecsharden.aws.compliance;

import io.ecsharden.format.Printable;
import io.ecsharden.format.ShortText;
import io.ecsharden.secrets.SensitiveText;

/**
 * A text that is fit to be sent to Systems Manager: printable, without secrets, and within a limit.
 * Items and inventory take nothing else, and a kept report is read through {@link #kept}, so that a
 * text which somebody else has put into the spool is not sent either.
 */
final class SentText {

  private final String text;

  private SentText(String text) {
    this.text = text;
  }

  /** A text in one line. */
  static SentText line(String text, int most) {
    return new SentText(fit(Printable.of(clean(text)), most));
  }

  /** A text whose lines stay. */
  static SentText lines(String text, int most) {
    StringBuilder lines = new StringBuilder(text.length());
    int from = 0;
    String whole = clean(text);
    for (int end = whole.indexOf('\n'); end >= 0; end = whole.indexOf('\n', from)) {
      lines.append(Printable.of(whole.substring(from, end))).append('\n');
      from = end + 1;
    }
    return new SentText(fit(lines.append(Printable.of(whole.substring(from))).toString(), most));
  }

  /** A name; two long ones that begin with the same text stay different. */
  static SentText name(String text, int most) {
    return new SentText(fit(Limits.name(Printable.of(clean(text)), most), most));
  }

  /**
   * A text of a kept report.
   *
   * @throws IllegalArgumentException if this program cannot have made it
   */
  static SentText kept(String text, int most) {
    SentText sent = lines(text, most);
    if (!sent.text.equals(text)) {
      throw new IllegalArgumentException("no text of this program");
    }
    return sent;
  }

  /** A name of a kept report, in one line; the same otherwise. */
  static SentText keptName(String text, int most) {
    if (text.isEmpty() || text.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("no name of this program");
    }
    return kept(text, most);
  }

  private static String clean(String text) {
    return Limits.clean(SensitiveText.message(text).toString());
  }

  /** A cut can bring forth what looks like a secret. */
  private static String fit(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    String cut = ShortText.cut(text, most);
    String shown = SensitiveText.message(cut).toString();
    return shown.length() <= most ? shown : SensitiveText.MASK;
  }

  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SentText sent && text.equals(sent.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
