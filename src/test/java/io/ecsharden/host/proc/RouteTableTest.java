package io.ecsharden.host.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.facts.Way;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel's tables, as Linux 6.18 writes them in a network namespace with a veth. */
class RouteTableTest {

  private static final String HEAD =
      "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT      \n";
  private static final String DEFAULT =
      "v0\t00000000\t0101000A\t0003\t0\t0\t0\t00000000\t0\t0\t0             \n";
  private static final String SUBNET =
      "v0\t0001000A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0             \n";
  private static final String BLACKHOLE =
      "*\tFEA9FEA9\t00000000\t0005\t0\t0\t0\tFFFFFFFF\t0\t0\t0              \n";
  private static final String PROHIBIT =
      "*\tFEA9FEA9\t00000000\t0205\t0\t0\t0\tFFFFFFFF\t0\t0\t0              \n";
  private static final String CREDENTIALS =
      "v0\t02AAFEA9\t00000000\t0005\t0\t0\t0\tFFFFFFFF\t0\t0\t0             \n";

  private static final String ZERO = "00000000000000000000000000000000";
  private static final String REST = " 00 " + ZERO + " ";

  private static final String BLACKHOLE6 =
      "fd000ec2000000000000000000000254 80 "
          + ZERO
          + REST
          + "00000400 00000001 00000000 00200200       lo\n";
  private static final String DEFAULT6 =
      ZERO
          + " 00 "
          + ZERO
          + " 00 fe800000000000000000000000000001 00000400 00000001 00000000 00000003       v0\n";
  private static final String SUBNET6 =
      "26001f18000000000000000000000000 40 "
          + ZERO
          + REST
          + "00000100 00000001 00000000 00000001       v0\n";
  private static final String LAST6 =
      ZERO + " 00 " + ZERO + REST + "ffffffff 00000001 00000000 00200200       lo\n";

  @Test
  void sees_the_agents_blackholes() {
    assertEquals(new Way.Refused(), ipv4(HEAD + DEFAULT + SUBNET + BLACKHOLE + CREDENTIALS));
    assertEquals(new Way.Refused(), ipv6(SUBNET6 + BLACKHOLE6 + DEFAULT6 + LAST6));
  }

  @Test
  void sees_a_prohibition_as_a_refusal() {
    assertEquals(new Way.Refused(), ipv4(HEAD + DEFAULT + PROHIBIT));
  }

  @Test
  void sees_the_way_of_a_task_without_the_block() {
    assertEquals(new Way.Open("v0"), ipv4(HEAD + DEFAULT + SUBNET + CREDENTIALS));
    assertEquals(new Way.Open("v0"), ipv6(SUBNET6 + DEFAULT6 + LAST6));
  }

  @Test
  void sees_no_way_without_a_route() {
    assertEquals(new Way.None(), ipv4(HEAD + SUBNET));
    assertEquals(new Way.None(), ipv6(SUBNET6 + LAST6));
    assertEquals(new Way.None(), ipv4(""));
    assertEquals(new Way.None(), ipv6(""));
  }

  @Test
  void takes_the_longest_prefix_whatever_the_order() {
    String around = "v1\t0000FEA9\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0\n";

    assertEquals(new Way.Refused(), ipv4(HEAD + BLACKHOLE + around + DEFAULT));
    assertEquals(new Way.Open("v1"), ipv4(HEAD + DEFAULT + around));
    assertEquals(new Way.Open("v1"), ipv4(HEAD + around + DEFAULT));
  }

  @Test
  void takes_the_lower_metric_of_two_routes_for_one_network() {
    String better = "v1\tFEA9FEA9\t00000000\t0005\t0\t0\t10\tFFFFFFFF\t0\t0\t0\n";
    String worse = "*\tFEA9FEA9\t00000000\t0005\t0\t0\t20\tFFFFFFFF\t0\t0\t0\n";

    assertEquals(new Way.Open("v1"), ipv4(HEAD + better + worse));
    assertEquals(new Way.Open("v1"), ipv4(HEAD + worse + better));
  }

  @Test
  void ignores_a_route_that_is_down() {
    assertEquals(new Way.None(), ipv4(HEAD + DEFAULT.replace("0003", "0002")));
  }

  @ParameterizedTest
  @CsvSource({
    "fd000ec2000000000000000000000000, 40, true",
    "fd000ec2000000000000000000000250, 7b, true",
    "fd000ec2000000000000000000000250, 7e, false",
    "fc000000000000000000000000000000, 07, true",
    "fe000000000000000000000000000000, 07, false",
    "fd000ec2000000000000000000000255, 80, false"
  })
  void compares_as_many_bits_as_a_prefix_has(String network, String length, boolean within) {
    String line =
        network + " " + length + " " + ZERO + REST + "00000400 00000001 00000000 00000001 v9\n";

    assertEquals(within ? new Way.Open("v9") : new Way.None(), ipv6(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "*\tFEA9FEA9",
        "v0\tzz\t0\tzz\t0\t0\t0\tzz",
        "zz 80 x 00 x 0 0 0 0 lo",
        "fd000ec2000000000000000000000254 ff " + "0 0 0 0 0 0 00000001 v0",
        "\n\n \t \n"
      })
  void makes_nothing_of_lines_that_the_kernel_does_not_write(String text) {
    assertEquals(new Way.None(), ipv4(text));
    assertEquals(new Way.None(), ipv6(text));
  }

  private static Way ipv4(String text) {
    return RouteTable.ipv4(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Way ipv6(String text) {
    return RouteTable.ipv6(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
