package io.ecsharden.baseline;

import io.ecsharden.format.Location;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One file, before it is merged with what it extends.
 *
 * @param settings by name; an empty value removes the inherited expectation
 */
record Layer(
    String name,
    String source,
    Optional<Extends> extended,
    Map<String, Optional<Expectation>> settings,
    Map<String, Patch> controls,
    List<Waiver> waivers) {

  /** The name or the path after {@code extends}, and its place. */
  record Extends(String reference, Location at) {}

  /** The changes to a control; empty fields are inherited. */
  record Patch(
      Optional<Boolean> enabled,
      Optional<Severity> severity,
      Map<String, ParameterValue> parameters) {}
}
