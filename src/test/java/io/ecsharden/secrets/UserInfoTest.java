package io.ecsharden.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** User and password in URLs, whatever a password is made of. */
class UserInfoTest {

  private static final String URL = "http://[masked]@proxy.example:3128";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "me:pa,hunter2",
        "me:hunter2,pa",
        "me:12,hunter2",
        "me:pass hunter2",
        "me:12 hunter2",
        "me:pa\"s,hunter2",
        "me:it's,hunter2",
        "me:a<hunter2",
        "me:a@b,hunter2",
        "me:a://hunter2 b",
        "hunter2,token",
        "hunter2"
      })
  void hides_all_of_a_proxys_user_and_password(String login) {
    // Given
    String value = "http://" + login + "@proxy.example:3128";

    // Then
    for (String name : List.of("HTTP_PROXY", "https_proxy", "ALL_PROXY", "http-proxy")) {
      assertEquals(URL, SensitiveText.value(name, value).shown(Disclosure.HIDE));
      assertEquals(
          "[masked]@proxy.example:3128",
          SensitiveText.value(name, login.replace("://", "") + "@proxy.example:3128")
              .shown(Disclosure.HIDE));
    }
    for (String line : List.of("HTTP_PROXY=", "# HTTP_PROXY=", "export https_proxy=\"")) {
      assertEquals("a URL with a password", found(line + value), line + value);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Environment=\"HTTP_PROXY=http://me:pa,hunter2@p:1\"",
        "Environment=\"HTTP_PROXY=http://me:12,hunter2@p:1\"",
        "Environment=\"HTTP_PROXY=http://me:pass hunter2@p:1\"",
        "{\"http-proxy\": \"http://me:pa'hunter2@p:1\", \"no-proxy\": \"a\"}",
        "see http://me:a/b,hunter2@p:1 there",
        "http://me:p@s,hunter2@p:1",
        "http://p:1,http://me:pa hunter2@p:1"
      })
  void hides_it_in_a_text_of_any_meaning(String text) {
    // Then
    String shown = SensitiveText.prose(text).shown(Disclosure.HIDE);
    assertFalse(shown.contains("hunter2"), shown);
    assertEquals("a URL with a password", found("# " + text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# HTTP_PROXY: ask netops@example.com",
        "# proxy = see netops@example.com",
        "# NO_PROXY= ops@example.com"
      })
  void takes_no_mail_address_in_a_comment_about_a_proxy_for_a_password(String line) {
    byte[] text = (line + "\n").getBytes(StandardCharsets.UTF_8);
    assertEquals(List.of(), SecretFinder.find(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "see https://docs.example.com/, or ask ops@example.com",
        "the proxy is http://proxy:3128, ask ops@example.com",
        "http://[fd00::1]/ is it, ask ops@example.com",
        "{\"repo\":\"https://git.example.com/x\",\"owner\":\"ops@example.com\"}",
        "{\"url\":\"https://git.example.com:8443/x\",\"owner\":\"ops@example.com\"}",
        "http://p:1 http://q:2, http://r:3"
      })
  void takes_no_mail_address_behind_a_url_for_a_password(String text) {
    // Then
    assertEquals(text, SensitiveText.prose(text).shown(Disclosure.HIDE));
    assertEquals("nothing", found("# " + text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://proxy:3128|http://proxy:3128",
        "proxy:3128|proxy:3128",
        "socks5://me:x@proxy|socks5://[masked]@proxy",
        "'http://u:p@q, http://r:s@t'|http://[masked]@t",
        "'u:p@q HTTP_PROXY=http://r:s@t'|[masked]@t"
      })
  void shows_the_rest_of_a_proxy(String value, String shown) {
    // Then
    assertEquals(shown, SensitiveText.value("HTTP_PROXY", value).shown(Disclosure.HIDE));
  }

  @Test
  void hides_a_piece_of_a_url_in_a_list_of_exceptions() {
    // Then
    assertEquals("a,.b,c:1", SensitiveText.value("NO_PROXY", "a,.b,c:1").shown(Disclosure.HIDE));
    assertEquals(
        "[masked]@p:1", SensitiveText.value("NO_PROXY", "hunter2@p:1").shown(Disclosure.HIDE));
  }

  private static String found(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return SecretFinder.find(bytes).stream()
        .map(SecretFinder.Secret::what)
        .findFirst()
        .orElse("nothing");
  }
}
