package io.ecsharden.settings.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.settings.proxy.ProxyEnvironment.Setting;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProxyEnvironmentTest {

  @Test
  void upper_case_comes_before_lower_case() {
    // Given
    Map<String, String> env = Map.of("HTTP_PROXY", "upper", "http_proxy", "lower");

    // When
    ProxyEnvironment environment = ProxyEnvironment.of(env);

    // Then
    assertEquals(Optional.of(new Setting("HTTP_PROXY", "upper")), environment.httpProxy());
  }

  @Test
  void an_empty_value_counts_as_unset() {
    // Given
    Map<String, String> env = Map.of("NO_PROXY", "", "no_proxy", "x", "HTTPS_PROXY", "");

    // When
    ProxyEnvironment environment = ProxyEnvironment.of(env);

    // Then
    assertEquals(Optional.of(new Setting("no_proxy", "x")), environment.noProxy());
    assertEquals(Optional.empty(), environment.httpsProxy());
  }

  @Test
  void names_in_mixed_case_are_ignored_and_values_are_kept_as_they_are() {
    // Given
    Map<String, String> env = Map.of("Http_Proxy", "x", "HTTPS_PROXY", " \"p\" ");

    // When
    ProxyEnvironment environment = ProxyEnvironment.of(env);

    // Then
    assertEquals(Optional.empty(), environment.httpProxy());
    assertEquals(Optional.of(new Setting("HTTPS_PROXY", " \"p\" ")), environment.httpsProxy());
  }

  @Test
  void an_empty_request_method_is_no_cgi() {
    // When
    boolean empty = ProxyEnvironment.of(Map.of("REQUEST_METHOD", "")).isCgi();
    boolean set = ProxyEnvironment.of(Map.of("REQUEST_METHOD", "GET")).isCgi();

    // Then
    assertFalse(empty);
    assertTrue(set);
  }

  @Test
  void a_setting_does_not_print_its_value() {
    // When
    String printed = new Setting("HTTP_PROXY", "http://u:secret@p:1").toString();

    // Then
    assertEquals("HTTP_PROXY", printed);
  }
}
