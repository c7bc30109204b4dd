package io.ecsharden.settings.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What the agent's own function and Go's chose, for hundreds of environments. */
class ProxyFactsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void agrees_with_every_named_fact() throws IOException {
    // Given
    List<JsonNode> rows = new ArrayList<>();
    try (InputStream in = resource("/facts/proxy.json")) {
      JSON.readTree(in).forEach(rows::add);
    }

    // When
    List<String> mismatches = mismatches(rows);

    // Then
    assertEquals(24, rows.size());
    assertEquals(List.of(), mismatches);
  }

  @Test
  void agrees_with_every_generated_fact() throws IOException {
    // Given
    List<JsonNode> rows = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(resource("/facts/fuzz-proxy.jsonl.gz")),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        rows.add(JSON.readTree(line));
      }
    }

    // When
    List<String> mismatches = mismatches(rows);

    // Then
    assertEquals(400, rows.size());
    assertEquals(List.of(), mismatches);
  }

  private static InputStream resource(String name) {
    InputStream in = ProxyFactsTest.class.getResourceAsStream(name);
    assertTrue(in != null, name);
    return in;
  }

  private static List<String> mismatches(List<JsonNode> rows) {
    List<String> mismatches = new ArrayList<>();
    for (JsonNode row : rows) {
      Map<String, String> env = new LinkedHashMap<>();
      row.get("env").properties().forEach(e -> env.put(e.getKey(), e.getValue().textValue()));
      row.get("proxy_for")
          .properties()
          .forEach(e -> compare(env, e.getKey(), e.getValue(), mismatches));
    }
    return mismatches;
  }

  private static void compare(
      Map<String, String> env, String url, JsonNode expected, List<String> mismatches) {
    ProxyEnvironment environment = ProxyEnvironment.of(env);
    for (ProxyFunction function : ProxyFunction.values()) {
      String key = function == ProxyFunction.ECS_AGENT ? "agent" : "go_std";
      String wanted = expected.get(key).isNull() ? "direct" : expected.get(key).textValue();
      String got =
          switch (function.decide(environment, url)) {
            case ProxyDecision.Direct direct -> "direct";
            case ProxyDecision.Via via -> via.proxyUrl();
            case ProxyDecision.Refused refused -> refused.reason();
          };
      if (!got.equals(wanted)) {
        mismatches.add(key + " " + env + " " + url + ": " + got + " instead of " + wanted);
      }
    }
  }
}
