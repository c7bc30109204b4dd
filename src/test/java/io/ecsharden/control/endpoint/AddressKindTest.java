package io.ecsharden.control.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which addresses count as private, at the edges of each network. */
class AddressKindTest {

  @ParameterizedTest
  @CsvSource({
    "9.255.255.255,PUBLIC",
    "10.0.0.0,PRIVATE",
    "10.255.255.255,PRIVATE",
    "11.0.0.0,PUBLIC",
    "172.15.255.255,PUBLIC",
    "172.16.0.0,PRIVATE",
    "172.31.255.255,PRIVATE",
    "172.32.0.0,PUBLIC",
    "192.167.255.255,PUBLIC",
    "192.168.0.1,PRIVATE",
    "192.169.0.0,PUBLIC",
    "100.63.255.255,PUBLIC",
    "100.64.0.0,PRIVATE",
    "100.127.255.255,PRIVATE",
    "100.128.0.0,PUBLIC",
    "198.18.0.1,PUBLIC",
    "198.19.0.1,PRIVATE",
    "fc00:0:0:0:0:0:0:1,PRIVATE",
    "fdff:0:0:0:0:0:0:1,PRIVATE",
    "fe00:0:0:0:0:0:0:1,UNCLEAR",
    "2600:1f18:0:0:0:0:0:1,UNCLEAR",
    "2600:1f18:1:0:0:0:0:1,PRIVATE",
    "fe80:0:0:0:0:0:0:1%eth0,UNCLEAR",
    "0:0:0:0:0:0:0:1,UNCLEAR",
    "127.0.0.1,UNCLEAR",
    "0.0.0.0,UNCLEAR",
    "169.254.0.2,UNCLEAR",
    "64:ff9b:0:0:0:0:a00:1,PRIVATE",
    "64:ff9b:0:0:0:0:3445:50a,PUBLIC",
    "no address,UNCLEAR"
  })
  void knows_an_address(String text, AddressKind kind) {
    assertEquals(
        kind,
        AddressKind.of(text, AddressKind.blocks(List.of("198.19.0.0/16", "2600:1f18:1::/48"))));
  }
}
