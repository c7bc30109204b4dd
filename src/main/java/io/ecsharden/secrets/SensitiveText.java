package io.ecsharden.secrets;

import io.ecsharden.format.ShortText;
import java.util.Optional;

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
    MESSAGE,
    WORDS
  }

  private final Kind kind;
  private final String name;
  private final String text;

  /** What follows it; nothing behind most texts. */
  private final Optional<SensitiveText> rest;

  /** Whether a report shows no more than the beginning. */
  private final boolean brief;

  private SensitiveText(Kind kind, String name, String text) {
    this(kind, name, text, Optional.empty(), false);
  }

  private SensitiveText(
      Kind kind, String name, String text, Optional<SensitiveText> rest, boolean brief) {
    this.kind = kind;
    this.name = name;
    this.text = text;
    this.rest = rest;
    this.brief = brief;
  }

  /** Words of this program, which hold no secret. */
  public static SensitiveText words(String words) {
    return new SensitiveText(Kind.WORDS, "", words);
  }

  /** This text with another one behind it; each is judged for itself. */
  public SensitiveText plus(SensitiveText more) {
    Optional<SensitiveText> behind =
        rest.isEmpty() ? Optional.of(more) : Optional.of(rest.get().plus(more));
    return new SensitiveText(kind, name, text, behind, brief);
  }

  /** This text with a capital at its beginning. */
  public SensitiveText capitalized() {
    String capital =
        text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    return new SensitiveText(kind, name, capital, rest, brief);
  }

  /** This text with words of this program behind it. */
  public SensitiveText plus(String words) {
    return words.isEmpty() ? this : plus(words(words));
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
    return rest.isEmpty() ? text : text + rest.get().unmasked();
  }

  /** The text for output. */
  public String shown(Disclosure disclosure) {
    String first =
        switch (disclosure) {
          case HIDE -> hiddenFirst();
          case REVEAL -> text;
        };
    String cut = brief ? ShortText.line(first) : first;
    return rest.isEmpty() ? cut : cut + rest.get().shown(disclosure);
  }

  /** Whether {@link Disclosure#HIDE} hides a part of the text, or all of it. */
  public boolean holdsSecret() {
    return !hiddenFirst().equals(text) || rest.isPresent() && rest.get().holdsSecret();
  }

  /** The same text, of which a report shows no more than the beginning. */
  public SensitiveText brief() {
    return new SensitiveText(kind, name, text, rest, true);
  }

  /** Whether there is no text. */
  public boolean isEmpty() {
    return text.isEmpty() && (rest.isEmpty() || rest.get().isEmpty());
  }

  private String hiddenFirst() {
    return switch (kind) {
      case VALUE -> Masking.value(name, text);
      case NAME -> Masking.name(text);
      case PROSE -> Masking.prose(text);
      case MESSAGE -> Masking.message(text);
      case WORDS -> text;
    };
  }

  /** Whether the other one is of the same name, with the same text. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SensitiveText s
        && kind == s.kind
        && name.equals(s.name)
        && text.equals(s.text)
        && rest.equals(s.rest);
  }

  @Override
  public int hashCode() {
    return (kind.ordinal() * 31 + name.hashCode()) * 31 + unmasked().hashCode();
  }

  /** The text without its secrets, for what never shows one. */
  public String masked() {
    return shown(Disclosure.HIDE);
  }

  /** The text without its secrets. */
  @Override
  public String toString() {
    return masked();
  }
}
