package io.ecsharden.plan;

import io.ecsharden.secrets.SensitiveText;
import java.util.Optional;

/**
 * Why something changes.
 *
 * @param control the control that asks for it
 * @param setting the setting that gets another value, or goes; empty where a line or a mode changes
 * @param what what is done: {@code set ECS_AWSVPC_BLOCK_IMDS=true}
 */
public record Reason(String control, Optional<String> setting, SensitiveText what) {

  /** A reason that is not about one setting. */
  public Reason(String control, SensitiveText what) {
    this(control, Optional.empty(), what);
  }

  /** A reason that is not about one setting and quotes nobody. */
  public Reason(String control, String what) {
    this(control, SensitiveText.words(what));
  }
}
