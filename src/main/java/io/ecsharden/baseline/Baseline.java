package io.ecsharden.baseline;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
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
 * @param warnings what is allowed in the files, and probably not intended
 * @param choice who chose it
 */
public record Baseline(
    String name,
    String source,
    List<String> chain,
    SortedMap<String, Expectation> settings,
    SortedMap<String, ControlPolicy> controls,
    List<Waiver> waivers,
    List<Problem> warnings,
    Choice choice) {

  /** Who chose a baseline. */
  public enum Choice {
    /** The command line. */
    OPTION,
    /** The default place, {@code /etc/ecs-harden/baseline.yaml}. */
    FILE,
    /** The variable {@code ECS_HARDEN_BASELINE}. */
    VARIABLE,
    /** Nobody: it is the built-in default. */
    BUILT_IN;

    /** The name in reports: {@code built-in}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public Baseline {
    chain = List.copyOf(chain);
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    controls = Collections.unmodifiableSortedMap(new TreeMap<>(controls));
    waivers = List.copyOf(waivers);
    warnings = List.copyOf(warnings);
  }

  /** The same baseline, with what is to say about its files. */
  Baseline withWarnings(List<Problem> found) {
    return new Baseline(name, source, chain, settings, controls, waivers, found, choice);
  }

  /** The same baseline, chosen by somebody else. */
  public Baseline chosenBy(Choice other) {
    return new Baseline(name, source, chain, settings, controls, waivers, warnings, other);
  }

  /** The policy of a control. A control without one is enabled, with its own severity. */
  public ControlPolicy policy(String controlId) {
    ControlPolicy policy = controls.get(controlId);
    return policy != null ? policy : new ControlPolicy(true, Optional.empty(), Map.of());
  }
}
