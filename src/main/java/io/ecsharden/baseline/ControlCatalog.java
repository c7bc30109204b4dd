package io.ecsharden.baseline;

import java.util.Map;
import java.util.Set;

/** What a baseline may name. Immutable. */
public interface ControlCatalog {

  /** The ids of all controls. */
  Set<String> ids();

  /** The parameters of a control by name; empty for an unknown control. */
  Map<String, ParameterSpec> parameters(String controlId);

  /**
   * The names of the settings that are known. Others are allowed as well, since new agents have new
   * settings: these only help to find slips of the pen.
   */
  Set<String> settingsKeys();
}
