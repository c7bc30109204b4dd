package io.ecsharden.format.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The edges of what an address is, and of what is a loopback address. */
class GoIpBoundaryTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "127.255.255.255, true",
    "126.255.255.255, false",
    "128.0.0.0, false",
    "::1, true",
    "::2, false",
    "1::1, false",
    "::ffff:127.0.0.1, true",
    "::127.0.0.1, false"
  })
  void knows_loopback_addresses(String address, boolean loopback) {
    assertEquals(loopback, ip(address).isLoopback());
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, true",
    "::ffff:10.0.0.1, true",
    "::10.0.0.1, false",
    "1::ffff:10.0.0.1, false",
    "::1:ffff:10.0.0.1, false",
    "fd00::1, false"
  })
  void knows_ipv4_addresses_in_both_forms(String address, boolean v4) {
    assertEquals(v4, ip(address).isV4());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "255.255.255.255",
        "9.9.9.9",
        "::",
        "0:9:a:f:A:F:1:2",
        "1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:1.2.3.4",
        "::1:2:3:4:5:1.2.3.4",
        "1::2%eth0",
        "ffff::"
      })
  void is_an_address(String text) {
    assertTrue(GoIp.parse(text).isPresent(), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "256.0.0.0",
        "1.2.3",
        "1.2.3.4.5",
        "01.2.3.4",
        "1.2.3.:",
        "1.2.3./",
        "g::",
        "/::",
        "@::",
        "`::",
        "G::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:1.2.3.4",
        "1::2::3",
        "1::2%",
        "12345::",
        ":1",
        "1:",
        "1.2.3.4%eth0",
        "::1.2.3.4:5",
        ""
      })
  void is_not_an_address(String text) {
    assertTrue(GoIp.parse(text).isEmpty(), text);
  }

  @Test
  void refuses_a_zone_where_go_does() {
    assertTrue(GoIp.parse("fe80::1%eth0").isPresent());
    assertTrue(GoIp.parseWithoutZone("fe80::1%eth0").isEmpty());
    assertEquals(ip("fe80::1"), GoIp.parseWithoutZone("fe80::1").orElseThrow());
  }

  @Test
  void compares_the_address_alone() {
    assertTrue(ip("10.0.0.1").sameAddress(ip("::ffff:10.0.0.1")));
    assertFalse(ip("10.0.0.1").sameAddress(ip("10.0.0.2")));
    assertFalse(ip("1::1").sameAddress(ip("2::1")));
  }

  private static GoIp ip(String text) {
    return GoIp.parse(text).orElseThrow();
  }
}
