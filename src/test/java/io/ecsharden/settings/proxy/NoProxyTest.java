package io.ecsharden.settings.proxy;

import static io.ecsharden.settings.proxy.ProxyFunction.ECS_AGENT;
import static io.ecsharden.settings.proxy.ProxyFunction.GO_STANDARD;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.settings.proxy.ProxyDecision.Direct;
import io.ecsharden.settings.proxy.ProxyDecision.Via;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoProxyTest {

  private static final String IMDS = "http://169.254.169.254/latest";

  private static ProxyDecision decide(ProxyFunction function, String noProxy, String url) {
    Map<String, String> env = Map.of("HTTP_PROXY", "p:1", "NO_PROXY", noProxy);
    return function.decide(ProxyEnvironment.of(env), url);
  }

  private static boolean isDirect(ProxyFunction function, String noProxy, String url) {
    return decide(function, noProxy, url) instanceof Direct;
  }

  @ParameterizedTest
  @CsvSource({
    "169.254.169.254,          http://169.254.169.254/",
    "169.254.169.254:80,       http://169.254.169.254/",
    "169.254.0.0/16,           http://169.254.169.254/",
    "169.254.7.7/16,           http://169.254.169.254/",
    "169.254.0.0/0016,         http://169.254.169.254/",
    "0.0.0.0/0,                http://169.254.169.254/",
    "::ffff:169.254.169.254,   http://169.254.169.254/",
    "::ffff:169.254.0.0/112,   http://169.254.169.254/",
    "::ffff:0:0/96,            http://169.254.169.254/",
    "169.254.169.254,          http://[::ffff:a9fe:a9fe]/",
    "' x , 169.254.169.254 ',  http://169.254.169.254/",
    "'x,,*,y',                 http://169.254.169.254/",
    "fd00:ec2::254,            http://[fd00:ec2::254]/",
    "FD00:EC2:0::254,          http://[fd00:ec2::254]/",
    "[fd00:ec2::254]:80,       http://[fd00:ec2::254]/",
    "fd00:ec2::/32,            http://[fd00:ec2::254]/",
    "::/0,                     http://[fd00:ec2::254]/",
    "amazonaws.com,            http://amazonaws.com/",
    "amazonaws.com,            http://ecs.amazonaws.com/",
    "AmazonAWS.com,            http://ECS.AMAZONAWS.COM/",
    ".amazonaws.com,           http://ecs.amazonaws.com/",
    "*.amazonaws.com,          http://ecs.amazonaws.com/",
    "amazonaws.com:80,         http://ecs.amazonaws.com/",
    "amazonaws.com:8080,       http://ecs.amazonaws.com:8080/",
    ".,                        http://ecs.amazonaws.com./",
  })
  void an_entry_matches(String noProxy, String url) {
    for (ProxyFunction function : ProxyFunction.values()) {
      // When
      boolean direct = isDirect(function, noProxy, url);

      // Then
      assertEquals(true, direct, function.name());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "169.254.169.254:8080,              http://169.254.169.254/",
    "169.254.169.254 169.254.170.2,     http://169.254.169.254/",
    "169.254.170.2;169.254.169.254,     http://169.254.169.254/",
    "'\"169.254.169.254\"',             http://169.254.169.254/",
    "169.254.*,                         http://169.254.169.254/",
    "http://169.254.169.254,            http://169.254.169.254/",
    "169.254.0.0/33,                    http://169.254.169.254/",
    "169.254.0.0/,                      http://169.254.169.254/",
    "169.254.0.0/16/,                   http://169.254.169.254/",
    "169.254.000.0/16,                  http://169.254.169.254/",
    "::/0,                              http://169.254.169.254/",
    "::ffff:0:0/90,                     http://169.254.169.254/",
    "[fd00:ec2::254],                   http://[fd00:ec2::254]/",
    "fd00:ec2::254:80,                  http://[fd00:ec2::254]/",
    "fd00:ec2::254%eth0,                http://[fd00:ec2::254]/",
    "0.0.0.0/0,                         http://[fd00:ec2::254]/",
    ".amazonaws.com,                    http://amazonaws.com/",
    "*.amazonaws.com,                   http://amazonaws.com/",
    "amazonaws.com,                     http://myamazonaws.com/",
    "amazonaws.com.,                    http://amazonaws.com/",
    "amazonaws.com,                     http://amazonaws.com./",
    "amazonaws.com:http,                http://amazonaws.com/",
    "amazonaws.com:443,                 http://amazonaws.com/",
    ":80,                               http://amazonaws.com/",
    "/var/run/docker.sock,              http://amazonaws.com/",
  })
  void an_entry_matches_nothing(String noProxy, String url) {
    for (ProxyFunction function : ProxyFunction.values()) {
      // When
      ProxyDecision decision = decide(function, noProxy, url);

      // Then
      assertEquals(new Via("http://p:1", "HTTP_PROXY"), decision, function.name());
    }
  }

  @ParameterizedTest
  @CsvSource({
    ".254,                 http://169.254.169.254/",
    "254,                  http://169.254.169.254/",
    "169.254,              http://169.254.169.254/",
    "*.169.254,            http://169.254.169.254/",
    "fe80::1%eth0,         http://[fe80::1%25eth0]/",
    ".example.com,         http://[fe80::1%25.example.com]/",
  })
  void only_the_agent_compares_an_address_as_a_name(String noProxy, String url) {
    // When
    boolean agent = isDirect(ECS_AGENT, noProxy, url);
    boolean standard = isDirect(GO_STANDARD, noProxy, url);

    // Then
    assertEquals(true, agent);
    assertEquals(false, standard);
  }

  @Test
  void only_go_sees_an_address_behind_a_zone() {
    // When
    boolean agent = isDirect(ECS_AGENT, "fe80::/10", "http://[fe80::1%25eth0]/");
    boolean standard = isDirect(GO_STANDARD, "fe80::/10", "http://[fe80::1%25eth0]/");

    // Then
    assertEquals(false, agent);
    assertEquals(true, standard);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:51678/",
        "http://127.9.9.9/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/"
      })
  void a_loopback_address_has_no_proxy(String url) {
    for (ProxyFunction function : ProxyFunction.values()) {
      // When
      ProxyDecision decision = decide(function, "x", url);

      // Then
      assertEquals(new Direct("a loopback address never goes through a proxy"), decision);
    }
  }

  @ParameterizedTest
  @EnumSource
  void localhost_has_no_proxy_and_is_told_by_its_exact_spelling(ProxyFunction function) {
    // When
    ProxyDecision exact = decide(function, "x", "http://localhost:51678/v1/metadata");
    ProxyDecision upper = decide(function, "x", "http://LOCALHOST:51678/v1/metadata");

    // Then
    assertEquals(new Direct("localhost never goes through a proxy"), exact);
    assertEquals(new Via("http://p:1", "HTTP_PROXY"), upper);
  }

  @ParameterizedTest
  @EnumSource
  void a_host_that_go_cannot_split_has_no_proxy(ProxyFunction function) {
    // When
    ProxyDecision decision = decide(function, "x", "http://a]b/");

    // Then
    assertEquals(new Direct("Go cannot tell host and port apart and uses no proxy then"), decision);
  }

  @ParameterizedTest
  @EnumSource
  void the_reason_names_the_variable_and_the_entry(ProxyFunction function) {
    // Given
    Map<String, String> env =
        Map.of("http_proxy", "p:1", "no_proxy", "a.example, 169.254.0.0/16 ,169.254.169.254");

    // When
    ProxyDecision decision = function.decide(ProxyEnvironment.of(env), IMDS);

    // Then
    assertEquals(new Direct("no_proxy entry 169.254.0.0/16 matches"), decision);
  }
}
