package io.ecsharden.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SensitiveTextTest {

  private static final String RANDOM = "q7Rt2XpLm9Zk4Vw8Yb1N";

  @Test
  void prints_no_secret_of_its_own_accord() {
    SensitiveText text = SensitiveText.value("ECS_ENGINE_AUTH_DATA", "hunter2");
    assertEquals("[masked]", text.toString());
    assertEquals("[masked]", "" + text);
    assertEquals("[masked]", text.shown(Disclosure.HIDE));
    assertTrue(text.holdsSecret());
  }

  @Test
  void shows_a_secret_to_those_who_asked_for_it() {
    SensitiveText text = SensitiveText.value("ECS_ENGINE_AUTH_DATA", "hunter2");
    assertEquals("hunter2", text.shown(Disclosure.REVEAL));
    assertEquals("hunter2", text.unmasked());
  }

  @ParameterizedTest
  @CsvSource({
    "ECS_CLUSTER, prod, prod",
    "ECS_CLUSTER, " + RANDOM + ", " + RANDOM,
    "ECS_INSTANCE_ATTRIBUTES, AKIAABCDEFGH1234567X, [masked]",
    "ECS_LOG_OPTS, {}, {}",
    "ECS_LOG_OPTS, token=s3cr3t, [masked]",
    "AWS_SECRET_ACCESS_KEY, x, [masked]",
    "MY_PASSWORD, x, [masked]",
    "MY_NAME, x, x",
    "MY_NAME, " + RANDOM + ", [masked]",
    "HTTP_PROXY, http://me:pw@proxy:3128, http://[masked]@proxy:3128"
  })
  void hides_of_a_value_what_its_name_and_its_shape_give_away(
      String name, String value, String shown) {
    assertEquals(shown, SensitiveText.value(name, value).shown(Disclosure.HIDE));
  }

  @Test
  void shows_that_a_secret_is_empty() {
    SensitiveText text = SensitiveText.value("AWS_SECRET_ACCESS_KEY", "");
    assertEquals("", text.shown(Disclosure.HIDE));
    assertTrue(text.isEmpty());
    assertFalse(text.holdsSecret());
    assertFalse(SensitiveText.value("AWS_SECRET_ACCESS_KEY", "x").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ECS_CLUSTER",
        "AWS_SECRET_ACCESS_KEY",
        "export ECS_CLUSTER",
        "# export FOO",
        "\"FOO\"",
        "my.name-1"
      })
  void shows_a_name_that_is_one_word(String name) {
    assertEquals(name, SensitiveText.name(name).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"hunter2 FOO", "a{b", "a\"b", RANDOM, "AKIAABCDEFGH1234567X"})
  void hides_a_name_that_can_be_torn_off_a_secret(String name) {
    assertEquals("[masked]", SensitiveText.name(name).toString());
    assertEquals(name, SensitiveText.name(name).shown(Disclosure.REVEAL));
  }

  @ParameterizedTest
  @CsvSource({
    "read /etc/ecs/ecs.config, read /etc/ecs/ecs.config",
    "password: hunter2, [masked]",
    "see http://me:pw@h/, see http://[masked]@h/"
  })
  void hides_the_secrets_of_prose(String text, String shown) {
    assertEquals(shown, SensitiveText.prose(text).toString());
  }

  @Test
  void equals_a_text_of_the_same_kind_name_and_text_only() {
    SensitiveText text = SensitiveText.value("A", "x");
    assertEquals(SensitiveText.value("A", "x"), text);
    assertEquals(SensitiveText.value("A", "x").hashCode(), text.hashCode());
    assertNotEquals(SensitiveText.value("B", "x"), text);
    assertNotEquals(SensitiveText.value("A", "y"), text);
    assertNotEquals(SensitiveText.prose("x"), SensitiveText.name("x"));
    assertNotEquals(text, (Object) "x");
  }

  @Test
  void shows_the_beginning_of_a_long_text_without_half_a_surrogate_pair() {
    SensitiveText text = SensitiveText.words("x" + "🙂".repeat(100)).brief();

    assertEquals("x" + "🙂".repeat(79) + "… (201 characters)", text.masked());
    assertEquals("x" + "🙂".repeat(100), text.unmasked());
  }
}
