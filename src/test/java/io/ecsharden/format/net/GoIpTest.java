package io.ecsharden.format.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoIpTest {

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0,                   0000000000000000, 0000ffff00000000",
    "169.254.169.254,           0000000000000000, 0000ffffa9fea9fe",
    "::,                        0000000000000000, 0000000000000000",
    "::1,                       0000000000000000, 0000000000000001",
    "1::,                       0001000000000000, 0000000000000000",
    "FD00:EC2::254,             fd000ec200000000, 0000000000000254",
    "1:2:3:4:5:6:7:8,           0001000200030004, 0005000600070008",
    "1:2:3:4:5:6:7::,           0001000200030004, 0005000600070000",
    "::2:3:4:5:6:7:8,           0000000200030004, 0005000600070008",
    "::ffff:1.2.3.4,            0000000000000000, 0000ffff01020304",
    "1:2:3:4:5:6:1.2.3.4,       0001000200030004, 0005000601020304",
    "1::1.2.3.4,                0001000000000000, 0000000001020304",
  })
  void reads_an_address(String text, String high, String low) {
    // When
    GoIp ip = GoIp.parse(text).orElseThrow();

    // Then
    assertEquals(Long.parseUnsignedLong(high, 16), ip.high());
    assertEquals(Long.parseUnsignedLong(low, 16), ip.low());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "localhost",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.",
        ".1.2.3",
        "1..2.3",
        "1.2.3.04",
        "1.2.3.256",
        "1.2.3.4 ",
        "1.2.3.a",
        "1.2.3.4%en0",
        "%en0",
        ":",
        ":::",
        "1:2",
        "1:::2",
        "::1::2",
        ":1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "::1:2:3:4:5:6:7:8",
        "00001::",
        "g::",
        "1.2.3.4::",
        "::1.2.3.4:1",
        "::1.2.3",
        "1:1.2.3.4",
        "1:2:3:4:5:6:7:1.2.3.4",
        "::2:3:4:5:6:7:1.2.3.4",
        "::.1.2.3",
        "::1%",
        "::１",
        "[::1]"
      })
  void refuses_what_is_no_address(String text) {
    // When
    Optional<GoIp> ip = GoIp.parse(text);

    // Then
    assertEquals(Optional.empty(), ip);
  }

  @Test
  void a_zone_does_not_count_in_a_comparison() {
    // When
    GoIp ip = GoIp.parse("fe80::1%eth0").orElseThrow();

    // Then
    assertEquals("eth0", ip.zone());
    assertTrue(ip.sameAddress(GoIp.parse("fe80::1").orElseThrow()));
    assertEquals(Optional.empty(), GoIp.parseWithoutZone("fe80::1%eth0"));
  }
}
