package io.ecsharden.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingNamesTest {

  @Test
  void lists_the_names_in_alphabetical_order() {
    assertEquals(
        String.join(" ", new TreeSet<>(SettingNames.all())), String.join(" ", SettingNames.all()));
  }

  @Test
  void knows_a_secret_setting_in_any_case() {
    assertTrue(SettingNames.isSecret("ECS_ENGINE_AUTH_DATA"));
    assertTrue(SettingNames.isSecret("aws_secret_access_key"));
    assertFalse(SettingNames.isSecret("ECS_CLUSTER"));
  }

  @Test
  void shows_no_secret_setting_and_no_unknown_one() {
    assertTrue(SettingNames.isPublic("ECS_CLUSTER"));
    assertFalse(SettingNames.isPublic("ECS_LOG_OPTS"));
    assertFalse(SettingNames.isPublic("MY_CLUSTER"));
  }

  @ParameterizedTest
  @CsvSource({
    "ECS_CLUSTER, ECS_CLUSTER",
    "prodECS_CLUSTER, ECS_CLUSTER",
    "xECS_ENABLE_TASK_IAM_ROLE, ECS_ENABLE_TASK_IAM_ROLE",
    "1HTTPS_PROXY, HTTPS_PROXY"
  })
  void finds_the_longest_name_at_the_end_of_a_text(String text, String name) {
    assertEquals(Optional.of(name), SettingNames.endOf(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MY_ECS_CLUSTER", "ECS_CLUSTERS", "CLUSTER"})
  void finds_no_name_within_a_longer_word(String text) {
    assertEquals(Optional.empty(), SettingNames.endOf(text));
  }

  @Test
  void looks_for_a_name_in_the_last_64_characters() {
    assertEquals(Optional.of("NO_PROXY"), SettingNames.endOf("x".repeat(1_000) + "NO_PROXY"));
  }

  @ParameterizedTest
  @CsvSource({
    "export ECS_CLUSTER, ECS_CLUSTER",
    "ECS_CLUSTER of, ",
    "(ECS_CLUSTER), ECS_CLUSTER",
    "a-ECS_CLUSTER!!, ECS_CLUSTER"
  })
  void finds_the_name_behind_words_and_between_marks(String text, String name) {
    assertEquals(Optional.ofNullable(name), SettingNames.lastIn(text));
  }
}
