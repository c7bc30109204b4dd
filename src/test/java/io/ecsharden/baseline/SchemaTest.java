package io.ecsharden.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema for editors agrees with the loader. */
class SchemaTest {

  private static final Path FILE = Path.of("ecs-config/schema/baseline-v1.schema.json");

  /** What a schema cannot see: other files, spelling by spelling, and what a number stands for. */
  private static final Set<String> LOADER_ONLY =
      Set.of(
          "base-misspelt",
          "cycle",
          "extends-itself",
          "file-modes",
          "no-such-version",
          "removals",
          "removals-with-nothing",
          "waivers-twice");

  private final JsonNode json = json();

  static List<String> badNames() throws IOException {
    return BadFilesTest.names();
  }

  @ParameterizedTest
  @ValueSource(strings = {"default.yaml", "strict.yaml", "overlay-example.yaml"})
  void accepts_the_documented_baselines(String name) throws IOException {
    // Given
    String text = Files.readString(Path.of("ecs-config/baselines", name));

    // When
    boolean accepted = new JsonSchema(json).accepts(JsonTree.of(text).orElseThrow());

    // Then
    assertTrue(accepted);
  }

  @ParameterizedTest
  @MethodSource("badNames")
  void refuses_what_the_loader_refuses(String name) throws IOException {
    // Given
    Optional<JsonNode> tree =
        JsonTree.of(Files.readString(BadFilesTest.FOLDER.resolve(name + ".yaml")));

    // When
    boolean accepted = tree.isPresent() && new JsonSchema(json).accepts(tree.get());

    // Then
    assertEquals(LOADER_ONLY.contains(name), accepted);
  }

  @Test
  void accepts_whatever_the_loader_accepts() throws IOException {
    // Given
    Mutations mutations = new Mutations(4711);
    List<String> refused = new ArrayList<>();
    int loaded = 0;

    // When
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = mutations.next();
      Problems problems = new Problems("x");
      Optional<Layer> layer = new LayerReader(TestCatalog.CATALOG).read("x", bytes, problems);
      if (layer.isPresent() && problems.inOrder().isEmpty()) {
        loaded++;
        String text = SourceText.of(bytes, problems).orElseThrow();
        if (!new JsonSchema(json).accepts(JsonTree.of(text).orElseThrow())) {
          refused.add(text);
        }
      }
    }

    // Then
    assertEquals(List.of(), refused);
    assertTrue(loaded > 200, loaded + " of the mutations are good");
  }

  @Test
  void knows_the_controls_and_the_parameters_of_the_catalog() {
    // Given
    JsonNode controls = json.at("/properties/controls/properties");
    Set<String> waivable = new TreeSet<>();
    json.at("/$defs/waiver/properties/control/enum").forEach(id -> waivable.add(id.textValue()));

    // When
    Set<String> ids = names(controls);

    // Then
    assertEquals(new TreeSet<>(TestCatalog.CATALOG.ids()), ids);
    assertEquals(ids, waivable);
    for (String id : ids) {
      assertEquals(
          TestCatalog.CATALOG.parameters(id).keySet(),
          names(controls.get(id).at("/properties/parameters/properties")),
          id);
    }
  }

  @Test
  void refuses_a_keyword_in_the_wrong_place() {
    // Given
    JsonNode tree =
        JsonTree.of("schemaVersion: 1\nsettings: {ECS_X: {enabled: true}}\n").orElseThrow();

    // When
    boolean accepted = new JsonSchema(json).accepts(tree);

    // Then
    assertFalse(accepted);
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode json() {
    try {
      return new ObjectMapper().readTree(FILE.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
