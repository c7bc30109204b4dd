package io.ecsharden.host.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.facts.FilterRule;
import io.ecsharden.facts.FilterRule.Address;
import io.ecsharden.facts.FilterRule.Condition;
import io.ecsharden.facts.FilterRule.Interface;
import io.ecsharden.facts.FilterRule.Other;
import io.ecsharden.facts.FilterRule.Port;
import io.ecsharden.facts.FilterRule.Protocol;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What a kernel (6.18, x86-64) answered about rules that iptables 1.8.9 had made, once with
 * nf_tables and once with the older tables: {@code src/test/resources/netfilter}. In the answers of
 * nf_tables each message has its length before it.
 */
class PacketFilterReaderTest {

  private static final Path FOLDER = Path.of("src/test/resources/netfilter");

  /** The rules of ecs-init, and some of a person's. */
  private static final List<String> RULES =
      List.of(
          "INPUT !in lo, tcp, port 51678: DROP",
          "INPUT !src 127.0.0.0/8, dst 127.0.0.0/8, conntrack: DROP",
          "FORWARD: jump DOCKER-USER",
          "FORWARD: DROP",
          "DOCKER-USER in docker+, dst 169.254.169.254/32: DROP",
          "DOCKER-USER out eth0, src 10.1.0.0/17, udp: ACCEPT",
          "DOCKER-USER: RETURN");

  @Test
  void understands_the_rules_of_iptables_nft() throws IOException {
    // Given
    List<String> others = new ArrayList<>();
    List<FilterRule> rules = new ArrayList<>(PacketFilterReader.nft(messages(bytes("nft-rules"))));

    // When
    PacketFilterReader.policies(messages(bytes("nft-chains")), rules, others);

    // Then
    assertEquals(sorted(RULES), sorted(shown(rules, false)));
    assertEquals(
        List.of("INPUT src fd00:ec2:0:0:0:0:0:254/128, tcp, port 80: REJECT"), shown(rules, true));
    assertEquals(List.of("mangle INPUT"), others);
  }

  @Test
  void understands_the_rules_of_iptables_legacy() throws IOException {
    // When
    List<FilterRule> rules = LegacyTable.rules(bytes("legacy-info"), bytes("legacy-entries"));

    // Then
    assertEquals(sorted(RULES), sorted(shown(rules, false)));
  }

  @Test
  void asks_for_the_older_table_in_the_kernels_way() throws IOException {
    // When
    byte[] request = LegacyTable.entriesRequest(bytes("legacy-info"));

    // Then
    assertEquals(bytes("legacy-entries").length, request.length);
    assertEquals("filter", Attribute.text(request));
  }

  @Test
  void survives_every_damage() throws IOException {
    // Given
    Random random = new Random(7);
    byte[] nft = bytes("nft-rules");
    byte[] info = bytes("legacy-info");
    byte[] legacy = bytes("legacy-entries");

    // Then
    for (int i = 0; i < 3000; i++) {
      List<ByteBuffer> answers = new ArrayList<>();
      for (ByteBuffer answer : messages(nft)) {
        byte[] damaged = new byte[answer.remaining()];
        answer.duplicate().get(damaged);
        damaged[4 + random.nextInt(damaged.length - 4)] = (byte) random.nextInt();
        answers.add(ByteBuffer.wrap(damaged).order(ByteOrder.nativeOrder()));
      }
      assertTrue(PacketFilterReader.nft(answers).size() <= answers.size());
      byte[] damaged = legacy.clone();
      damaged[40 + random.nextInt(damaged.length - 40)] = (byte) random.nextInt();
      assertTrue(LegacyTable.rules(info, damaged).size() <= legacy.length);
    }
  }

  private static List<String> sorted(List<String> rules) {
    return rules.stream().sorted().toList();
  }

  private static List<String> shown(List<FilterRule> rules, boolean ipv6) {
    return rules.stream().filter(rule -> rule.ipv6() == ipv6).map(rule -> show(rule)).toList();
  }

  private static String show(FilterRule rule) {
    List<String> conditions =
        rule.conditions().stream().map(condition -> show(condition)).sorted(ORDER).toList();
    return rule.chain()
        + (conditions.isEmpty() ? "" : " " + String.join(", ", conditions))
        + ": "
        + rule.verdict();
  }

  private static final List<String> KINDS =
      List.of("in", "out", "src", "dst", "tcp", "udp", "port", "conntrack");

  /** The two tables keep conditions in orders of their own. */
  private static final java.util.Comparator<String> ORDER =
      java.util.Comparator.comparing(text -> KINDS.indexOf(text.replace("!", "").split(" ")[0]));

  private static String show(Condition condition) {
    return switch (condition) {
      case Address(boolean source, String block, boolean negated) ->
          (negated ? "!" : "") + (source ? "src " : "dst ") + block;
      case Interface(boolean incoming, String name, boolean negated) ->
          (negated ? "!" : "") + (incoming ? "in " : "out ") + name;
      case Protocol(int number, boolean negated) ->
          (negated ? "!" : "") + (number == 6 ? "tcp" : number == 17 ? "udp" : "protocol");
      case Port(int from, int to, boolean negated) ->
          (negated ? "!" : "") + "port " + from + (from == to ? "" : "-" + to);
      case Other(String name) -> name;
    };
  }

  private static byte[] bytes(String name) throws IOException {
    return HexFormat.of()
        .parseHex(Files.readString(FOLDER.resolve(name + ".hex")).replace("\n", ""));
  }

  private static List<ByteBuffer> messages(byte[] bytes) {
    List<ByteBuffer> found = new ArrayList<>();
    ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < bytes.length; ) {
      int length = all.getInt(at);
      found.add(
          ByteBuffer.wrap(Arrays.copyOfRange(bytes, at + 4, at + 4 + length))
              .order(ByteOrder.nativeOrder()));
      at += 4 + length;
    }
    return found;
  }
}
