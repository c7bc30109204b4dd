package io.ecsharden.settings;

/** What a consumer ends up with for a setting. */
public sealed interface Value {

  /** A boolean. */
  record Bool(boolean on) implements Value {}

  /** Any other text; it may be empty, and it may hold a secret. */
  record Text(String text) implements Value {}

  /**
   * Nobody can tell from what was readable.
   *
   * @param reason why, without a final stop
   */
  record Unknown(String reason) implements Value {}

  /** The text that a person would write for it; empty when unknown. */
  default String asText() {
    return switch (this) {
      case Bool(boolean on) -> Boolean.toString(on);
      case Text(String text) -> text;
      case Unknown unknown -> "";
    };
  }
}
