package io.ecsharden.baseline;

import io.ecsharden.format.Location;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one file says, before it is laid over what it extends.
 *
 * @param settings an empty value removes what is inherited
 */
record Layer(
    String name,
    String source,
    Optional<Extends> extended,
    Map<String, Optional<Expectation>> settings,
    Map<String, Patch> controls,
    List<Waiver> waivers) {

  /** The name or the path after {@code extends}, and where it stands. */
  record Extends(String reference, Location at) {}

  /** What a file says of a control; what it does not say is inherited. */
  record Patch(
      Optional<Boolean> enabled,
      Optional<Severity> severity,
      Map<String, ParameterValue> parameters) {}
}
