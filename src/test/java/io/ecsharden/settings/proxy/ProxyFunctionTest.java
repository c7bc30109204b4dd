package io.ecsharden.settings.proxy;

import static io.ecsharden.settings.proxy.ProxyFunction.ECS_AGENT;
import static io.ecsharden.settings.proxy.ProxyFunction.GO_STANDARD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.ecsharden.settings.proxy.ProxyDecision.Direct;
import io.ecsharden.settings.proxy.ProxyDecision.Refused;
import io.ecsharden.settings.proxy.ProxyDecision.Via;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProxyFunctionTest {

  private static final String ECS = "https://ecs.us-east-1.amazonaws.com/";
  private static final String IMDS = "http://169.254.169.254/latest";

  @Test
  void the_agent_falls_back_to_the_http_proxy_for_https() {
    // Given
    ProxyEnvironment env = ProxyEnvironment.of(Map.of("HTTP_PROXY", "p:1"));

    // When
    ProxyDecision decision = ECS_AGENT.decide(env, ECS);

    // Then
    assertEquals(new Via("http://p:1", "HTTP_PROXY"), decision);
  }

  @Test
  void go_needs_the_https_proxy_for_https() {
    // Given
    ProxyEnvironment env = ProxyEnvironment.of(Map.of("HTTP_PROXY", "p:1"));

    // When
    ProxyDecision decision = GO_STANDARD.decide(env, ECS);

    // Then
    assertEquals(new Direct("HTTPS_PROXY is not set"), decision);
  }

  @Test
  void the_agent_falls_back_from_an_https_proxy_that_cannot_be_parsed() {
    // Given
    ProxyEnvironment env =
        ProxyEnvironment.of(Map.of("https_proxy", "http://u:p%zz@p:1", "http_proxy", "q:2"));

    // When
    ProxyDecision decision = ECS_AGENT.decide(env, ECS);

    // Then
    assertEquals(new Via("http://q:2", "http_proxy"), decision);
  }

  @ParameterizedTest
  @EnumSource
  void a_proxy_that_cannot_be_parsed_is_no_proxy_and_is_not_quoted(ProxyFunction function) {
    // Given
    ProxyEnvironment env = ProxyEnvironment.of(Map.of("HTTP_PROXY", "http://u:secret%zz@p:1"));

    // When
    ProxyDecision decision = function.decide(env, IMDS);

    // Then
    assertEquals(
        new Direct("HTTP_PROXY is no URL that Go can parse, and is ignored without a word"),
        decision);
  }

  @ParameterizedTest
  @EnumSource
  void a_target_that_go_cannot_parse_is_refused(ProxyFunction function) {
    // Given
    ProxyEnvironment env = ProxyEnvironment.of(Map.of("HTTP_PROXY", "p:1"));

    // When
    ProxyDecision decision = function.decide(env, "http://host:port/");

    // Then
    assertEquals(
        new Refused("Go cannot parse the URL: invalid port \":port\" after host"), decision);
  }

  @ParameterizedTest
  @EnumSource
  void a_target_whose_host_is_not_ascii_is_refused(ProxyFunction function) {
    // Given
    ProxyEnvironment env = ProxyEnvironment.of(Map.of("HTTP_PROXY", "http://proxy:3128"));

    // When
    ProxyDecision decision = function.decide(env, "http://www.b\u00FCcher.example/");

    // Then
    assertEquals(
        new ProxyDecision.Refused("the host is not ASCII: give its punycode (xn--…)"), decision);
  }

  @ParameterizedTest
  @EnumSource
  void the_http_proxy_is_refused_in_what_looks_like_a_cgi_handler(ProxyFunction function) {
    // Given
    ProxyEnvironment env =
        ProxyEnvironment.of(Map.of("HTTP_PROXY", "p:1", "REQUEST_METHOD", "GET", "NO_PROXY", "*"));

    // When
    ProxyDecision decision = function.decide(env, "http://localhost/");

    // Then
    assertEquals(
        new Refused("REQUEST_METHOD is set: Go refuses HTTP_PROXY in what may be a CGI handler"),
        decision);
  }

  @ParameterizedTest
  @EnumSource
  void the_https_proxy_is_used_even_in_what_looks_like_a_cgi_handler(ProxyFunction function) {
    // Given
    ProxyEnvironment env =
        ProxyEnvironment.of(Map.of("HTTPS_PROXY", "p:1", "REQUEST_METHOD", "GET"));

    // When
    ProxyDecision decision = function.decide(env, ECS);

    // Then
    assertEquals(new Via("http://p:1", "HTTPS_PROXY"), decision);
  }

  @Test
  void the_agent_proxies_every_scheme() {
    // Given
    ProxyEnvironment env = ProxyEnvironment.of(Map.of("HTTP_PROXY", "p:1"));

    // When
    ProxyDecision decision = ECS_AGENT.decide(env, "wss://ecs-a-1.us-east-1.amazonaws.com/ws");

    // Then
    assertEquals(new Via("http://p:1", "HTTP_PROXY"), decision);
  }

  @Test
  void go_proxies_http_and_https_only() {
    // Given
    ProxyEnvironment env = ProxyEnvironment.of(Map.of("HTTP_PROXY", "p:1", "HTTPS_PROXY", "p:1"));

    // When
    ProxyDecision decision = GO_STANDARD.decide(env, "wss://ecs-a-1.us-east-1.amazonaws.com/ws");

    // Then
    assertEquals(new Direct("Go proxies http and https only"), decision);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:8080,           http://127.0.0.1:8080,        http://127.0.0.1:8080",
    "cache.corp.example.com,   http://cache.corp.example.com, http://cache.corp.example.com",
    "localhost,                http://localhost,             http://localhost",
    "localhost:3128,           http://localhost:3128,        http://localhost:3128",
    "https://p,                https://p,                    https://p",
    "socks5://p:1080,          socks5://p:1080,              socks5://p:1080",
    "SOCKS5://P:1080,          socks5://P:1080,              socks5://P:1080",
    "socks5h://p:1080,         http://socks5h://p:1080,      socks5h://p:1080",
    "ftp://p:21,               http://ftp://p:21,            ftp://p:21",
    "http:/p:1,                http:/p:1,                    http://http:/p:1",
    "http:p,                   http:p,                       http:p",
    "//p:1,                    http:////p:1,                 http:////p:1",
    "'  ',                     %20%20,                       %20%20",
    "://x,                     http://://x,                  http://://x",
    "'\"http://p:1\"',         'http://\"http://p:1%22',     'http://\"http://p:1%22'",
    "http://u:p@ss@p:1,        http://u:p%40ss@p:1,          http://u:p%40ss@p:1",
    "http://u:p#w@p:1,         http://http://u:p#w@p:1,      http://http://u:p#w@p:1",
    "http://[2001:db8::1]:1/,  http://[2001:db8::1]:1/,      http://[2001:db8::1]:1/",
    "2001:db8::1:3128,         http://2001:db8::1:3128,      http://2001:db8::1:3128",
  })
  void takes_a_proxy_as_go_does(String value, String agent, String standard) {
    // Given
    ProxyEnvironment env = ProxyEnvironment.of(Map.of("HTTP_PROXY", value));

    // When
    ProxyDecision byAgent = ECS_AGENT.decide(env, IMDS);
    ProxyDecision byStandard = GO_STANDARD.decide(env, IMDS);

    // Then
    assertEquals(new Via(agent, "HTTP_PROXY"), byAgent);
    assertEquals(new Via(standard, "HTTP_PROXY"), byStandard);
  }

  @ParameterizedTest
  @CsvSource({
    "http://u:secret@p:1,        'Via[proxyUrl=http://[redacted]@p:1, variable=HTTP_PROXY]'",
    "http://u:secret#w@p:1,      'Via[proxyUrl=http://[redacted]@p:1, variable=HTTP_PROXY]'",
    "http://u:se/cret@p:1,       'Via[proxyUrl=http://[redacted]@p:1, variable=HTTP_PROXY]'",
    "http://u:secret%2F%40p,     'Via[proxyUrl=http://[redacted]@p, variable=HTTP_PROXY]'",
    "http://p:1,                 'Via[proxyUrl=http://p:1, variable=HTTP_PROXY]'",
  })
  void a_decision_does_not_print_a_password(String value, String expected) {
    // Given
    ProxyEnvironment env = ProxyEnvironment.of(Map.of("HTTP_PROXY", value));

    // When
    String printed = ECS_AGENT.decide(env, IMDS).toString();

    // Then
    assertEquals(expected, printed);
    assertFalse(printed.contains("cret"));
  }
}
