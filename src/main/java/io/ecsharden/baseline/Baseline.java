package io.ecsharden.baseline;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The desired state of a container instance: a file merged with everything that it extends.
 *
 * @param name its name in reports
 * @param source the file, or {@code builtin:} and the name
 * @param chain the sources that it extends, nearest first, without its own
 * @param settings the expected settings, by name
 * @param controls by id; a {@link BaselineLoader} gives every control of the catalog one
 * @param waivers the nearest file's first, with those that have expired
 */
public record Baseline(
    String name,
    String source,
    List<String> chain,
    SortedMap<String, Expectation> settings,
    SortedMap<String, ControlPolicy> controls,
    List<Waiver> waivers) {

  public Baseline {
    chain = List.copyOf(chain);
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    controls = Collections.unmodifiableSortedMap(new TreeMap<>(controls));
    waivers = List.copyOf(waivers);
  }

  /** The policy of a control. A control without one is enabled, with its own severity. */
  public ControlPolicy policy(String controlId) {
    ControlPolicy policy = controls.get(controlId);
    return policy != null ? policy : new ControlPolicy(true, Optional.empty(), Map.of());
  }
}
