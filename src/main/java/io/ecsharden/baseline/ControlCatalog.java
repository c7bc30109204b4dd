package io.ecsharden.baseline;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names that a baseline can use. Immutable. */
public interface ControlCatalog {

  /** The ids of all controls. */
  Set<String> ids();

  /** The parameters of a control by name; empty for an unknown control. */
  Map<String, ParameterSpec> parameters(String controlId);

  /**
   * The names of the known settings. A baseline can use other names, because new agents have new
   * settings; these help to find typing errors.
   */
  Set<String> settingsKeys();

  /** Whether a program on an instance reads a variable. */
  default boolean isRead(String setting) {
    return settingsKeys().contains(setting);
  }

  /**
   * Why a program would not use this value of a setting that it reads, and what to write; without
   * the value, which can be a secret.
   */
  default Optional<String> mistakeIn(String setting, String value) {
    return Optional.empty();
  }
}
