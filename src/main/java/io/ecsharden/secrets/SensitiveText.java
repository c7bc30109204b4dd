package io.ecsharden.secrets;

/**
 * A text that may hold a secret and does not print one. {@link #toString} hides secrets; {@link
 * #shown} hides them unless somebody asked to see them; {@link #unmasked} gives the text to those
 * who judge it. What is a secret is decided when somebody asks, since most texts are never shown.
 */
public final class SensitiveText {

  /** What stands in the place of a secret. */
  public static final String MASK = "[masked]";

  private enum Kind {
    VALUE,
    NAME,
    PROSE,
    MESSAGE
  }

  private final Kind kind;
  private final String name;
  private final String text;

  private SensitiveText(Kind kind, String name, String text) {
    this.kind = kind;
    this.name = name;
    this.text = text;
  }

  /** A variable's value. */
  public static SensitiveText value(String name, String value) {
    return new SensitiveText(Kind.VALUE, name, value);
  }

  /** A variable's name: a torn line can put anything before the first {@code =}. */
  public static SensitiveText name(String name) {
    return new SensitiveText(Kind.NAME, name, name);
  }

  /** A text of unknown meaning, such as a message of another program. */
  public static SensitiveText prose(String text) {
    return new SensitiveText(Kind.PROSE, "", text);
  }

  /** A message of this program, which may quote others. */
  public static SensitiveText message(String text) {
    return new SensitiveText(Kind.MESSAGE, "", text);
  }

  /**
   * Whether a variable that nothing reads may be shown. Nobody can tell what its value means, so
   * more is hidden than of a value that is in force.
   */
  public static boolean isHarmless(String name, String value) {
    return HarmlessValues.isHarmless(name, value);
  }

  /** The text with its secrets, to be judged or written to a file; never for output. */
  public String unmasked() {
    return text;
  }

  /** The text for output. */
  public String shown(Disclosure disclosure) {
    return switch (disclosure) {
      case HIDE -> hidden();
      case REVEAL -> text;
    };
  }

  /** Whether {@link Disclosure#HIDE} hides a part of the text, or all of it. */
  public boolean holdsSecret() {
    return !hidden().equals(text);
  }

  /** Whether there is no text. */
  public boolean isEmpty() {
    return text.isEmpty();
  }

  private String hidden() {
    return switch (kind) {
      case VALUE -> Masking.value(name, text);
      case NAME -> Masking.name(text);
      case PROSE -> Masking.prose(text);
      case MESSAGE -> Masking.message(text);
    };
  }

  /** Whether the other one is of the same name, with the same text. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SensitiveText s
        && kind == s.kind
        && name.equals(s.name)
        && text.equals(s.text);
  }

  @Override
  public int hashCode() {
    return (kind.ordinal() * 31 + name.hashCode()) * 31 + text.hashCode();
  }

  /** The text without its secrets. */
  @Override
  public String toString() {
    return hidden();
  }
}
