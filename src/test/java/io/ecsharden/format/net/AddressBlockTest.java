package io.ecsharden.format.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks as Go's {@code net.ParseCIDR} and {@code net.IPNet.Contains} see them. */
class AddressBlockTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.1.2.3/8, 10.9.9.9, true",
    "169.254.169.254/32, 169.254.169.254, true",
    "169.254.169.254/32, 169.254.169.255, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, fd00::1, false",
    "::/0, 203.0.113.9, false",
    "::/0, fd00::1, true",
    "fd00:ec2::/32, fd00:ec2::254, true",
    "fd00:ec2::/32, fd00:ec3::254, false",
    "fd00:0:0:1::/64, fd00:0:0:1:ffff::1, true",
    "fd00:0:0:1::/64, fd00:0:0:2::1, false",
    "fd00::/65, fd00::7fff:0:0:1, true",
    "fd00::/65, fd00::8000:0:0:1, false",
    "fd00::1/128, fd00::1, true",
    "fd00::1/128, fd00::2, false",
    "10.0.0.0/008, 10.1.1.1, true",
    "10.0.0.0/8, ::ffff:10.1.1.1, true"
  })
  void holds_the_addresses_with_its_leading_bits(String block, String address, boolean held) {
    assertEquals(held, block(block).contains(GoIp.parse(address).orElseThrow()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/+8",
        "10.0.0.0/8 ",
        "/8",
        "10.0.0/8",
        "fd00::/129",
        "fd00::%eth0/64",
        "10.0.0.0/8/8",
        "10.0.0.0/a",
        "10.0.0.0/:",
        "10.0.0.0/4294967304"
      })
  void is_not_what_go_refuses(String text) {
    assertTrue(AddressBlock.parse(text).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.0/0, 96", "10.0.0.0/32, 128", "fd00::/0, 0", "fd00::/128, 128"})
  void counts_the_bits_of_128(String text, int prefix) {
    assertEquals(prefix, block(text).prefix());
  }

  @Test
  void has_its_first_address_as_network() {
    assertEquals(GoIp.parse("10.16.0.0").orElseThrow(), block("10.31.2.3/12").network());
    assertEquals(GoIp.parse("fd00:1::").orElseThrow(), block("fd00:1:2::3/32").network());
  }

  @Test
  void holds_a_block_that_is_not_larger() {
    assertTrue(block("10.0.0.0/8").contains(block("10.0.0.0/8")));
    assertTrue(block("10.0.0.0/8").contains(block("10.20.0.0/16")));
    assertFalse(block("10.0.0.0/8").contains(block("10.0.0.0/7")));
    assertFalse(block("10.0.0.0/8").contains(block("11.0.0.0/16")));
  }

  private static AddressBlock block(String text) {
    return AddressBlock.parse(text).orElseThrow();
  }
}
