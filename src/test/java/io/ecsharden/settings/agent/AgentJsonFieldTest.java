package io.ecsharden.settings.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.format.json.JsonDocument;
import io.ecsharden.settings.agent.AgentJsonField.GoType;
import io.ecsharden.settings.agent.AgentJsonField.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentJsonFieldTest {

  @ParameterizedTest
  @CsvSource({
    "INT64, 9223372036854775807, FITS",
    "INT64, 9223372036854775808, MISMATCH",
    "INT64, -9223372036854775808, FITS",
    "INT64, -9223372036854775809, MISMATCH",
    "INT64, 99999999999999999999999, MISMATCH",
    "INT64, -0, FITS",
    "UINT16, 0, FITS",
    "UINT16, 65535, FITS",
    "UINT16, 65536, MISMATCH",
    "UINT16, -1, MISMATCH",
    "UINT16, -0, FITS",
    "INT8, 127, FITS",
    "INT8, 128, MISMATCH",
    "INT8, -128, FITS",
    "INT8, -129, MISMATCH",
    "INT8, 1.0, MISMATCH",
    "INT8, 1e1, MISMATCH",
    "INT8, true, MISMATCH"
  })
  void accepts_a_whole_number_within_the_range_of_its_go_type(
      GoType type, String json, Verdict verdict) {
    assertEquals(verdict, judge(type, json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "STRING|\"x\"|FITS",
        "STRING|1|MISMATCH",
        "BOOL|true|FITS",
        "BOOL|\"true\"|MISMATCH",
        "TRI_STATE|false|FITS",
        "TRI_STATE|1|FITS",
        "TRI_STATE|0|FITS",
        "TRI_STATE|2|STOPS",
        "TRI_STATE|\"true\"|STOPS",
        "UINT16_LIST|[22, 65535]|FITS",
        "UINT16_LIST|[22, 65536]|MISMATCH",
        "UINT16_LIST|22|MISMATCH",
        "STRING_LIST|[\"a\", null]|FITS",
        "STRING_LIST|[1]|MISMATCH",
        "STRING_MAP|{\"a\": \"b\"}|FITS",
        "STRING_MAP|{\"a\": 1}|MISMATCH",
        "STRING_MAP|[]|MISMATCH",
        "CIDR|\"10.0.0.0/8\"|FITS",
        "CIDR|\"10.0.0.0\"|STOPS",
        "CIDR|10|STOPS",
        "CIDR_LIST|[\"10.0.0.0/8\"]|FITS",
        "CIDR_LIST|[null]|STOPS",
        "CIDR_LIST|[\"x\"]|STOPS",
        "CIDR_LIST|{}|MISMATCH",
        "STRUCT|{}|FITS",
        "STRUCT|[]|MISMATCH",
        "RAW|[1]|FITS",
        "BOOL|null|FITS",
        "CIDR|null|FITS"
      })
  void accepts_what_go_stores_in_a_field_of_the_type(GoType type, String json, Verdict verdict) {
    assertEquals(verdict, judge(type, json));
  }

  @Test
  void finds_a_field_whatever_the_case_of_its_name() {
    assertEquals(Optional.of("Cluster"), name("cLUSTER"));
    assertEquals(Optional.of("TaskENIEnabled"), name("tas\u212AENIEnabled"));
    assertEquals(Optional.of("Cluster"), name("Clu\u017Fter"));
    assertEquals(Optional.empty(), name("Clusters"));
  }

  private static Optional<String> name(String member) {
    return AgentJsonField.find(member).map(AgentJsonField::name);
  }

  private static Verdict judge(GoType type, String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return type.judge(JsonDocument.parse(bytes).root().orElseThrow());
  }
}
