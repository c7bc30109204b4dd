package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class InvalidProxyTest {

  private static final InvalidProxy RULE = new InvalidProxy();

  @Test
  void finds_proxies_that_are_no_url_of_one() {
    assertEquals(
        "invalid-value HTTP_PROXY: `http://host:port`", found(RULE, "HTTP_PROXY=http://host:port"));
    assertEquals(
        "invalid-value https_proxy: `http://[::1`", found(RULE, "https_proxy=http://[::1"));
  }

  @Test
  void leaves_proxies_that_the_agent_reads() {
    assertEquals("nothing", found(RULE, "HTTP_PROXY=http://proxy.example:3128"));
    assertEquals("nothing", found(RULE, "HTTPS_PROXY=proxy.example:3128"));
    assertEquals("nothing", found(RULE, "HTTP_PROXY="));
  }

  @Test
  void leaves_other_variables_and_what_readers_disagree_on() {
    assertEquals("nothing", found(RULE, "NO_PROXY=http://host:port"));
    assertEquals("nothing", found(RULE, "HTTP_PROXY=http://ho\\st:port"));
  }
}
