package io.ecsharden.settings.value;

import io.ecsharden.secrets.SensitiveText;

/** What a consumer ends up with for a setting. */
public sealed interface Value {

  /** A boolean. */
  record Bool(boolean on) implements Value {}

  /** Any other text; it may be empty. */
  record Text(SensitiveText text) implements Value {}

  /**
   * Nobody can tell from what was readable.
   *
   * @param reason why, without a final stop
   */
  record Unknown(String reason) implements Value {}

  /** The text that a person would write for it, with its secrets; empty when unknown. */
  default String unmasked() {
    return switch (this) {
      case Bool(boolean on) -> Boolean.toString(on);
      case Text(SensitiveText text) -> text.unmasked();
      case Unknown unknown -> "";
    };
  }
}
