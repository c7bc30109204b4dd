package io.ecsharden.baseline;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one file of format version 1, without the files that it extends. */
final class LayerReader {

  static final List<String> KEYS =
      List.of("schemaVersion", "name", "extends", "settings", "controls", "waivers");

  private final ControlCatalog catalog;

  LayerReader(ControlCatalog catalog) {
    this.catalog = catalog;
  }

  /**
   * The content of the file, without its mistakes, which become problems.
   *
   * @return empty when it is not a mapping, or has a newer version
   */
  Optional<Layer> read(String source, byte[] bytes, Problems problems) {
    return SourceText.of(bytes, problems)
        .filter(text -> BaselineLook.isOne(text, problems))
        .flatMap(text -> YamlReader.read(text, problems))
        .flatMap(root -> new Shapes(problems).mapping(root, "a baseline"))
        .filter(root -> SchemaVersion.isReadable(root, problems))
        .map(root -> layer(root, source, problems));
  }

  private Layer layer(YamlNode.Mapping root, String source, Problems problems) {
    Shapes shapes = new Shapes(problems);
    shapes.onlyKeys(root, KEYS, "");
    boolean extending = root.get("extends").isPresent();
    SettingsSectionReader settings = new SettingsSectionReader(catalog, problems, extending);
    ControlsReader controls = new ControlsReader(catalog, problems);
    WaiversReader waivers = new WaiversReader(catalog, problems);
    return new Layer(
        root.get("name").flatMap(node -> shapes.text(node, "`name`")).orElse(nameOf(source)),
        source,
        root.get("extends").flatMap(node -> extended(node, shapes)),
        root.get("settings").map(settings::read).orElse(Map.of()),
        root.get("controls").map(controls::read).orElse(Map.of()),
        root.get("waivers").map(waivers::read).orElse(List.of()));
  }

  private static Optional<Layer.Extends> extended(YamlNode node, Shapes shapes) {
    return shapes.text(node, "`extends`").map(text -> new Layer.Extends(text, node.at()));
  }

  /** {@code my-fleet} for {@code /etc/my-fleet.yaml}. */
  private static String nameOf(String source) {
    String file = source.substring(source.lastIndexOf('/') + 1);
    int dot = file.lastIndexOf('.');
    return dot > 0 ? file.substring(0, dot) : file;
  }
}
