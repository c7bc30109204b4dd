package io.ecsharden.settings.value;

import io.ecsharden.secrets.SensitiveText;

/**
 * A text that some source gives for a setting.
 *
 * @param raw the text as it stands there
 */
public record Sourced(SensitiveText raw, Origin origin) {

  /** A text of a variable. */
  public static Sourced of(String key, String text, Origin origin) {
    return new Sourced(SensitiveText.value(key, text), origin);
  }

  /** The text with its secrets, to be judged. */
  public String unmasked() {
    return raw.unmasked();
  }
}
