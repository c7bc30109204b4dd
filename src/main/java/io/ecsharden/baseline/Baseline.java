package io.ecsharden.baseline;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The desired state of a container instance: a file with all that it extends, put together.
 *
 * @param name what reports call it
 * @param source the file, or {@code builtin:} and the name
 * @param chain the sources that it extends, nearest first; without its own
 * @param settings what is expected of settings, by their name
 * @param controls by id; from a {@link BaselineLoader} every control of the catalog is here
 * @param waivers the nearest file's first; expired ones are here too
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

  /** What is said of a control; one of which nothing is said is on, with what is its own. */
  public ControlPolicy policy(String controlId) {
    ControlPolicy policy = controls.get(controlId);
    return policy != null ? policy : new ControlPolicy(true, Optional.empty(), Map.of());
  }
}
