package io.ecsharden.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Merges a file with what it extends. */
final class Overlay {

  private Overlay() {}

  /** The start of a file that extends nothing: every control enabled, with its defaults. */
  static Baseline ground(ControlCatalog catalog) {
    SortedMap<String, ControlPolicy> controls = new TreeMap<>();
    for (String id : catalog.ids()) {
      Map<String, ParameterValue> defaults = new TreeMap<>();
      catalog.parameters(id).forEach((name, spec) -> defaults.put(name, spec.defaultValue()));
      controls.put(id, new ControlPolicy(true, Optional.empty(), defaults));
    }
    return new Baseline(
        "",
        "",
        List.of(),
        new TreeMap<>(),
        controls,
        List.of(),
        List.of(),
        Baseline.Choice.BUILT_IN);
  }

  /**
   * Settings replace per key, controls per field, parameters per parameter; waivers are added, the
   * layer's first.
   */
  static Baseline apply(Baseline base, Layer layer) {
    List<String> chain =
        layer.extended().isEmpty()
            ? List.of()
            : Stream.concat(Stream.of(base.source()), base.chain().stream()).toList();
    List<Waiver> waivers = new ArrayList<>(layer.waivers());
    waivers.addAll(base.waivers());
    return new Baseline(
        layer.name(),
        layer.source(),
        chain,
        settings(base, layer),
        controls(base, layer),
        waivers,
        List.of(),
        Baseline.Choice.OPTION);
  }

  private static SortedMap<String, Expectation> settings(Baseline base, Layer layer) {
    SortedMap<String, Expectation> settings = new TreeMap<>(base.settings());
    layer
        .settings()
        .forEach((key, expectation) ->
            expectation.ifPresentOrElse(
                value -> settings.put(key, value), () -> settings.remove(key)));
    return settings;
  }

  private static SortedMap<String, ControlPolicy> controls(Baseline base, Layer layer) {
    SortedMap<String, ControlPolicy> controls = new TreeMap<>(base.controls());
    layer
        .controls()
        .forEach(
            (id, patch) -> controls.computeIfPresent(id, (_, policy) -> patched(policy, patch)));
    return controls;
  }

  private static ControlPolicy patched(ControlPolicy policy, Layer.Patch patch) {
    Map<String, ParameterValue> parameters = new TreeMap<>(policy.parameters());
    parameters.putAll(patch.parameters());
    return new ControlPolicy(
        patch.enabled().orElse(policy.enabled()),
        patch.severity().or(policy::severity),
        parameters);
  }
}
