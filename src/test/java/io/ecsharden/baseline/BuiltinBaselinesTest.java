package io.ecsharden.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.baseline.ParameterValue.Text;
import io.ecsharden.baseline.ParameterValue.TextList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltinBaselinesTest {

  /** It takes the instance's role away from tasks in bridge mode, which some live on. */
  private static final String BRIDGE_BLOCK = "bridge-imds-block";

  private static final String ENDPOINTS = "private-endpoints";

  private static Baseline builtin(String name) {
    return BuiltinBaselines.named(name, TestCatalog.CATALOG).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"default", "strict"})
  void are_the_documented_files_byte_for_byte(String name) throws IOException {
    // When
    byte[] builtin = BuiltinBaselines.text(name).orElseThrow();

    // Then
    assertArrayEquals(Files.readAllBytes(Path.of("ecs-config/baselines", name + ".yaml")), builtin);
  }

  @Test
  void are_parsed_once() {
    // Given
    Map<String, Baseline> once = BuiltinBaselines.parsed(TestCatalog.CATALOG);

    // When
    Map<String, Baseline> again = BuiltinBaselines.parsed(TestCatalog.CATALOG);

    // Then
    assertSame(once, again);
  }

  @Test
  void have_a_name_a_source_and_a_chain() throws BadBaseline {
    // When
    Baseline strict = new TestFiles().load("strict");

    // Then
    assertSame(builtin("strict"), strict);
    assertEquals("strict", strict.name());
    assertEquals("builtin:strict", strict.source());
    assertEquals(List.of("builtin:default"), strict.chain());
    assertEquals(List.of(), builtin("default").chain());
    assertEquals(
        "builtin:strict:12", strict.settings().sequencedValues().getLast().where().toString());
  }

  @Test
  void default_says_something_of_every_control() {
    // Given
    String text =
        new String(BuiltinBaselines.text("default").orElseThrow(), StandardCharsets.UTF_8);

    // When
    Set<String> named = new TreeSet<>();
    for (String id : TestCatalog.CATALOG.ids()) {
      if (text.contains("\n  " + id + ": {enabled: ")) {
        named.add(id);
      }
    }

    // Then
    assertEquals(new TreeSet<>(TestCatalog.CATALOG.ids()), named);
  }

  @Test
  void default_leaves_policy_alone() {
    // Given
    Baseline baseline = builtin("default");

    // When
    List<String> off =
        baseline.controls().entrySet().stream()
            .filter(control -> !control.getValue().enabled())
            .map(Map.Entry::getKey)
            .toList();

    // Then
    assertEquals(
        List.of("awsvpc-enabled", "awsvpc-preferred", BRIDGE_BLOCK, "metadata-options", ENDPOINTS),
        off);
    assertEquals(Set.of(), baseline.settings().keySet());
    assertEquals(List.of(), baseline.waivers());
    assertEquals(
        Map.of("maxMode", new Text("0640")), baseline.policy("secrets-in-config").parameters());
  }

  @Test
  void strict_has_all_controls_on_but_what_a_fleet_has_to_choose_and_none_less_severe() {
    // Given
    Baseline less = builtin("default");
    Baseline strict = builtin("strict");

    // Then
    for (String id : TestCatalog.CATALOG.ids()) {
      ControlPolicy policy = strict.policy(id);
      assertEquals(!Set.of(BRIDGE_BLOCK, ENDPOINTS).contains(id), policy.enabled(), id);
      Optional<Severity> before = less.policy(id).severity();
      assertTrue(
          before.isEmpty() || policy.severity().orElseThrow().compareTo(before.get()) <= 0, id);
    }
    assertEquals(
        Map.of("maxMode", new Text("0600")), strict.policy("secrets-in-config").parameters());
    assertEquals(
        Map.of("allow", new TextList(List.of())),
        strict.policy("additional-local-routes").parameters());
  }

  @Test
  void has_no_baseline_of_another_name() {
    // Then
    assertEquals(Optional.empty(), BuiltinBaselines.text("Default"));
    assertEquals(List.of("default", "strict"), BuiltinBaselines.names());
  }

  @Test
  void gives_away_no_array_of_its_own() {
    // Given
    BuiltinBaselines.text("default").orElseThrow()[0] = 'x';

    // When
    byte[] text = BuiltinBaselines.text("default").orElseThrow();

    // Then
    assertEquals('#', text[0]);
  }

  @Test
  void takes_a_catalog_that_does_not_fit_as_an_error_of_the_program() {
    // Given
    ControlCatalog catalog =
        new ControlCatalog() {
          @Override
          public Set<String> ids() {
            return Set.of("task-role");
          }

          @Override
          public Map<String, ParameterSpec> parameters(String controlId) {
            return Map.of();
          }

          @Override
          public Set<String> settingsKeys() {
            return Set.of();
          }
        };

    // Then
    assertThrows(IllegalStateException.class, () -> BuiltinBaselines.parsed(catalog));
  }
}
