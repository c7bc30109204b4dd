package io.ecsharden.baseline;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The part of a baseline for one control.
 *
 * @param enabled whether the control is evaluated
 * @param severity instead of the control's own; empty: the control's own
 * @param parameters by name, sorted; from a loaded baseline every parameter of the control is here,
 *     its default when no file gives a value
 */
public record ControlPolicy(
    boolean enabled, Optional<Severity> severity, Map<String, ParameterValue> parameters) {

  public ControlPolicy {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }
}
