package io.ecsharden.baseline;

import io.ecsharden.format.Location;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads {@code controls}: the changes to each control, by its id. */
final class ControlsReader {

  private static final List<String> KEYS = List.of("enabled", "severity", "parameters");

  private final ControlCatalog catalog;
  private final Problems problems;
  private final Shapes shapes;

  ControlsReader(ControlCatalog catalog, Problems problems) {
    this.catalog = catalog;
    this.problems = problems;
    this.shapes = new Shapes(problems);
  }

  Map<String, Layer.Patch> read(YamlNode node) {
    Map<String, Layer.Patch> controls = new TreeMap<>();
    shapes
        .mapping(node, "`controls`")
        .ifPresent(mapping -> mapping.entries().forEach(entry -> read(entry, controls)));
    return controls;
  }

  /** Whether an id names a control; a problem where it does not. */
  static boolean isControl(String id, Location at, ControlCatalog catalog, Problems problems) {
    boolean known = catalog.ids().contains(id);
    if (!known) {
      Optional<String> hint =
          DidYouMean.hint(id, catalog.ids())
              .or(() -> Optional.of("`ecs-harden explain` lists them"));
      problems.add(at, "there is no control " + Quote.of(id), hint);
    }
    return known;
  }

  private void read(YamlNode.Entry entry, Map<String, Layer.Patch> controls) {
    boolean known = isControl(entry.key(), entry.at(), catalog, problems);
    Optional<YamlNode.Mapping> mapping = shapes.mapping(entry.value(), Quote.of(entry.key()));
    if (mapping.isEmpty()) {
      return;
    }
    shapes.onlyKeys(mapping.get(), KEYS, " under " + Quote.of(entry.key()));
    Optional<Boolean> enabled =
        mapping.get().get("enabled").flatMap(node -> shapes.flag(node, "`enabled`"));
    Optional<Severity> severity = mapping.get().get("severity").flatMap(shapes::severity);
    Map<String, ParameterValue> parameters =
        known
            ? mapping
                .get()
                .get("parameters")
                .map(node -> parameters(entry.key(), node))
                .orElse(Map.of())
            : Map.of();
    controls.put(entry.key(), new Layer.Patch(enabled, severity, parameters));
  }

  private Map<String, ParameterValue> parameters(String control, YamlNode node) {
    Map<String, ParameterSpec> specs = catalog.parameters(control);
    ParameterReader reader = new ParameterReader(problems);
    Map<String, ParameterValue> parameters = new TreeMap<>();
    for (YamlNode.Entry entry : entries(node)) {
      ParameterSpec spec = specs.get(entry.key());
      if (spec == null) {
        problems.add(entry.at(), unknown(control, entry.key()), hint(entry.key(), specs.keySet()));
      } else {
        reader.read(entry, spec.kind()).ifPresent(value -> parameters.put(entry.key(), value));
      }
    }
    return parameters;
  }

  private List<YamlNode.Entry> entries(YamlNode node) {
    return shapes.mapping(node, "`parameters`").map(YamlNode.Mapping::entries).orElse(List.of());
  }

  private static String unknown(String control, String parameter) {
    return "the control " + Quote.of(control) + " has no parameter " + Quote.of(parameter);
  }

  private static Optional<String> hint(String typed, Set<String> known) {
    return known.isEmpty()
        ? Optional.of("it has no parameters")
        : DidYouMean.hintOrAll(typed, new TreeSet<>(known));
  }
}
