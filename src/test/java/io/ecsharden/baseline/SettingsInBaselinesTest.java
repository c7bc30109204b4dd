package io.ecsharden.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.control.check.Controls;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and values of settings, with the product's own catalog. */
class SettingsInBaselinesTest {

  @ParameterizedTest
  @CsvSource({
    "ECS_ENABLE_SPOT_INSTANCE_DRAININGS, ECS_ENABLE_SPOT_INSTANCE_DRAINING",
    "ECS_CLUSTRE, ECS_CLUSTER",
    "ECS_AWSVPC_BLOCK_IMD, ECS_AWSVPC_BLOCK_IMDS",
    "ECS_LOGLEVEI, ECS_LOGLEVEL",
    "HTTP_PORXY, HTTP_PROXY"
  })
  void refuses_a_setting_that_is_one_slip_from_a_known_name(String typed, String known) {
    // When
    BadBaseline bad = assertThrows(BadBaseline.class, () -> load(typed + ": {equals: info}"));

    // Then
    assertTrue(
        String.valueOf(bad.getMessage()).contains("did you mean `" + known + "`?"),
        bad.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ECS_SOMETHING_NEW_OF_NEXT_YEAR", "FLEET_COLOUR"})
  void warns_of_a_setting_that_nobody_is_known_to_read(String name) throws BadBaseline {
    // When
    List<Problem> warnings = load(name + ": {equals: x}").warnings();

    // Then
    assertEquals(1, warnings.size());
    assertTrue(
        warnings
            .getFirst()
            .toString()
            .startsWith("b.yaml:3:3: no program that this version knows reads `" + name + "`"),
        warnings.toString());
  }

  @Test
  void does_not_warn_where_nobody_should_set_an_unknown_name() throws BadBaseline {
    // Then
    assertEquals(List.of(), load("ECS_SOMETHING_NEW: {unset: true}").warnings());
    assertEquals(List.of(), load("AWS_SHARED_CREDENTIALS_FILE: {present: true}").warnings());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ECS_ENABLE_TASK_ENI: {equals: yes}",
        "ECS_ENABLE_TASK_ENI: {oneOf: [true, on]}",
        "ECS_SKIP_LOCALHOST_TRAFFIC_FILTER: {equals: 'no'}",
        "ECS_LOGLEVEL: {equals: verbose}",
        "ECS_IMAGE_PULL_BEHAVIOR: {oneOf: [once, twice]}",
        "ECS_INSTANCE_ATTRIBUTES: {equals: '{a: b}'}",
        "ECS_AWSVPC_ADDITIONAL_LOCAL_ROUTES: {equals: '[\"10.0.0.0\"]'}",
        "ECS_AVAILABLE_LOGGING_DRIVERS: {equals: 'awslogs'}"
      })
  void refuses_a_value_that_the_reader_of_the_setting_does_not_use(String line) {
    // When
    BadBaseline bad = assertThrows(BadBaseline.class, () -> load(line));

    // Then
    String name = line.substring(0, line.indexOf(':'));
    assertTrue(String.valueOf(bad.getMessage()).contains(": " + name + " "), bad.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ECS_ENABLE_TASK_ENI: {equals: true}",
        "ECS_ENABLE_TASK_ENI: {equals: 'T'}",
        "ECS_LOGLEVEL: {oneOf: [info, warn]}",
        "ECS_INSTANCE_ATTRIBUTES: {equals: '{\"a\": \"b\"}'}",
        "ECS_AWSVPC_ADDITIONAL_LOCAL_ROUTES: {equals: '[]'}",
        "ECS_CLUSTER: {equals: prod}"
      })
  void accepts_a_value_that_the_reader_uses(String line) throws BadBaseline {
    // Then
    assertEquals(List.of(), load(line).warnings());
  }

  private static Baseline load(String line) throws BadBaseline {
    byte[] bytes =
        ("schemaVersion: 1\nsettings:\n  " + line + "\n").getBytes(StandardCharsets.UTF_8);
    BaselineSource source =
        new BaselineSource() {
          @Override
          public byte[] read(String path) {
            return bytes;
          }

          @Override
          public String resolve(String base, String relative) {
            return relative;
          }
        };
    return new BaselineLoader(Controls.catalog(), source).load("b.yaml");
  }
}
