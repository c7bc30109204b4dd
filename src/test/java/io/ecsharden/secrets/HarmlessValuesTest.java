package io.ecsharden.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no secret is shown. */
class HarmlessValuesTest {

  static List<String> settings() {
    return Harmless.SETTINGS;
  }

  static List<String> unknown() {
    return Harmless.UNKNOWN;
  }

  @ParameterizedTest
  @MethodSource("settings")
  void shows_a_harmless_setting(String line) {
    assertShown(line);
  }

  @ParameterizedTest
  @MethodSource("unknown")
  void shows_a_harmless_variable_that_nothing_reads(String line) {
    assertShown(line);
    int equals = line.indexOf('=');
    String name = line.substring(0, equals);
    assertTrue(SensitiveText.isHarmless(name, line.substring(equals + 1)), line);
  }

  @Test
  void is_asked_about_enough() {
    assertTrue(Harmless.SETTINGS.size() + Harmless.UNKNOWN.size() >= 60);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FOO=hunter2",
        "FOO=swordfish",
        "DB_PASS=123456",
        "THING=correct-horse-battery",
        "MY_NAME=q7Rt2XpLm9Zk4Vw8",
        "SOME_PATH=/a/q7Rt2XpLm9Zk4Vw8",
        "SECRET_WORD=/etc/shadow",
        "INTERFACE_NAME=a b",
        "INTERFACE_NAME=a\u0007b"
      })
  void shows_no_variable_that_nothing_reads_with_a_value_that_can_be_a_password(String line) {
    int equals = line.indexOf('=');
    String name = line.substring(0, equals);
    assertFalse(SensitiveText.isHarmless(name, line.substring(equals + 1)), line);
  }

  private static void assertShown(String line) {
    int equals = line.indexOf('=');
    String name = line.substring(0, equals);
    String value = line.substring(equals + 1);
    assertEquals(name, SensitiveText.name(name).toString());
    assertEquals(value, SensitiveText.value(name, value).toString());
    assertEquals(line, SensitiveText.prose(line).toString());
    assertEquals(List.of(), SecretFinder.find(line.getBytes(UTF_8)), line);
  }
}
