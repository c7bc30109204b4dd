package io.ecsharden.settings.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoUrlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://host",
        "http://host/",
        "http://host:",
        "http://host:8080/a//b?c=d&e#f",
        "http://host?",
        "http://host??",
        "http://host?a=%zz b",
        "http://u@host",
        "http://u:@host",
        "http://@host",
        "http://:@host",
        "http://u:p%40ss@host",
        "http://[fe80::1%25en0]:80/",
        "http://[::ffff:1.2.3.4]",
        "http://a:b:80/",
        "http://a<b>\"",
        "http://host/!$&'()*+,;=:@[]%41%2f",
        "http:/a",
        "http:///a",
        "http:a:b",
        "http:",
        "//host/a",
        "///a",
        "/a:b",
        "a/b:c",
        "*",
        "",
      })
  void prints_as_it_was_written(String text) throws GoUrlException {
    // When
    String printed = GoUrl.parse(text).print();

    // Then
    assertEquals(text, printed);
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP://Host/A,           http://Host/A",
    "http://,                 http:",
    "http://host#,            http://host",
    "http://host/a b,         http://host/a%20b",
    "http://host/é,           http://host/%C3%A9",
    "http://host/%2f\",       http://host//%22",
    "http://host#a b\"'é,     http://host#a%20b%22%27%C3%A9",
    "http://host#[!](*),      http://host#[!](*)",
    "http://é.com,            http://%C3%A9.com",
    "http://%c3%a9.com,       http://%C3%A9.com",
    "http://u:p@ss@host,      http://u:p%40ss@host",
    "http://u:p!'(x@host,     http://u:p%21%27%28x@host",
    "http://u%2f:%c3%a9@host, http://u%2F:%C3%A9@host",
    "http://[fe80::1%25a%20b], http://[fe80::1%25a%20b]",
    "a%3Ab c,                 ./a:b%20c",
  })
  void prints_in_its_own_way(String text, String expected) throws GoUrlException {
    // When
    String printed = GoUrl.parse(text).print();

    // Then
    assertEquals(expected, printed);
  }

  @ParameterizedTest
  @CsvSource({
    "http://host:80/,             host:80,           host,        80",
    "http://host:/,               host:,             host,        ''",
    "http://[fd00::1]:80/,        [fd00::1]:80,      fd00::1,     80",
    "http://[fe80::1%25en0]/,     [fe80::1%en0],     fe80::1%en0, ''",
    "http://::1/,                 ::1,               :,           1",
    "http://http://host/,         http:,             http,        ''",
    "http:/host:80/,              '',                '',          ''",
    "localhost:3128,              '',                '',          ''",
    "http://%E7%A4%BA.com,        示.com,            示.com,      ''",
    "http://%FF.com,              \uFFFD.com,        \uFFFD.com,  ''",
  })
  void takes_a_host_apart(String text, String host, String hostname, String port)
      throws GoUrlException {
    // When
    GoUrl url = GoUrl.parse(text);

    // Then
    assertEquals(host, url.host());
    assertEquals(hostname, url.hostname());
    assertEquals(port, url.port());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "://x                  | missing protocol scheme",
        "10.0.0.1:3128         | first path segment in URL cannot contain colon",
        "1http://host          | first path segment in URL cannot contain colon",
        "http://host:x/        | invalid port \":x\" after host",
        "http://u:p/w@host     | invalid port \":p\" after host",
        "http://[::1           | missing ']' in host",
        "http://[::1]x         | invalid port \"x\" after host",
        "http://a[::1]         | invalid IP-literal",
        "http://[1.2.3.4]      | invalid host: no IPv6 address in the brackets: \"1.2.3.4\"",
        "http://[host]         | invalid host: no IPv6 address in the brackets: \"host\"",
        "http://[00001::]      | invalid host: no IPv6 address in the brackets: \"00001::\"",
        "http://[fe80::1%25]   | invalid host: no IPv6 address in the brackets: \"fe80::1%\"",
        "http://[fe80::1%25%2F] | invalid URL escape \"%2F\"",
        "http://a b            | invalid character \" \" in host name",
        "http://a%20b          | invalid URL escape \"%20\"",
        "http://host/%z        | invalid URL escape \"%z\"",
        "http://host/%zzz      | invalid URL escape \"%zz\"",
        "http://host#%         | invalid URL escape \"%\"",
        "http://u:%zz@host     | invalid URL escape \"%zz\"",
        "http://ü@host         | net/url: invalid userinfo",
        "http://u p@host       | net/url: invalid userinfo",
      })
  void refuses_with_the_reason_of_go(String text, String reason) {
    // When
    GoUrlException refusal = assertThrows(GoUrlException.class, () -> GoUrl.parse(text));

    // Then
    assertEquals(reason, refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://host\n", "\thttp://host", "http://host/\u007f", "\r"})
  void refuses_control_characters(String text) {
    // When
    GoUrlException refusal = assertThrows(GoUrlException.class, () -> GoUrl.parse(text));

    // Then
    assertEquals("net/url: invalid control character in URL", refusal.getMessage());
  }

  @Test
  void a_control_character_passes_in_the_fragment() throws GoUrlException {
    // When
    String printed = GoUrl.parse("http://host#\n").print();

    // Then
    assertEquals("http://host#%0A", printed);
  }

  @Test
  void its_text_has_no_password() throws GoUrlException {
    // When
    String text = GoUrl.parse("http://u:secret@host:1/a").toString();

    // Then
    assertEquals("http://[redacted]@host:1/a", text);
  }
}
