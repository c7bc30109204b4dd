package io.ecsharden.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecsharden.lab.NeedsEngine;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS would refuse is refused, each rule by a call that breaks only this one. */
@NeedsEngine
class AwsStandInRefusalsIT {

  private static final String GOOD =
      """
      {"ResourceId": "i-0123456789abcdef0", "ResourceType": "ManagedInstance",
       "ComplianceType": "Custom:EcsAgentHardening", "ExecutionSummary": {"ExecutionTime": 1700000000.5},
       "Items": [{"Id": "a", "Title": "t", "Severity": "HIGH", "Status": "COMPLIANT", "Details": {"k": "v"}}]}\
      """;
  private static final String INVENTORY =
      """
      {"InstanceId": "i-0123456789abcdef0",
       "Items": [{"TypeName": "Custom:EcsAgentConfiguration", "SchemaVersion": "1.0",
                  "CaptureTime": "2026-01-01T00:00:00Z", "Content": [{"k": "v"}]}]}\
      """;

  private AwsStandIn aws;

  @BeforeEach
  void start() {
    aws = AwsStandIn.start().reset();
    aws.manage(AwsStandIn.INSTANCE);
  }

  @Test
  void what_the_other_tests_spoil_is_good() {
    assertEquals(200, put().send(GOOD).statusCode());
    assertEquals(200, inventory().send(INVENTORY).statusCode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "ResourceType": "ManagedInstance",  |                                | resourceType' failed to satisfy constraint: Member must not be null
          "Severity": "HIGH",                 |                                | items.1.member.severity' failed to satisfy constraint: Member must not be null
          "HIGH"                              | "SEVERE"                       | items.1.member.severity' failed to satisfy constraint: Member must satisfy enum value set
          "COMPLIANT"                         | "PASS"                         | items.1.member.status' failed to satisfy constraint: Member must satisfy enum value set
          EcsAgentHardening                   | Ecs-Agent-Hardening            | complianceType' failed to satisfy constraint: Member must satisfy regular expression pattern
          "Title": "t"                        | "Title": "%501"                | items.1.member.title' failed to satisfy constraint: Member must have length less than or equal to 500
          "v"                                 | "%4097"                        | items.1.member.details.k.member' failed to satisfy constraint: Member must have length less than or equal to 4096
          {"k": "v"}                          | {"": "v"}                      | items.1.member.details..key' failed to satisfy constraint: Member must have length greater than or equal to 1
          "Id": "a"                           | "Id": 1                        | items.1.member.id' has the wrong type: string
          1700000000.5                        | "2026-01-01T00:00:00Z"         | executionSummary.executionTime' has the wrong type: timestamp
          "v"                                 | null                           | items.1.member.details.k.member' has the wrong type: string
          "Id": "a"                           | "Id": "a", "Reason": "b"       | Unknown member 'Reason' at 'items.1.member.reason'
          {"ResourceId"                       | {"Tags": [], "ResourceId"      | Unknown member 'Tags' at 'tags'
          """)
  void refuses_a_report_that_the_service_model_does_not_allow(
      String good, String bad, String expected) {
    // When
    HttpResponse<String> response = put().send(spoilt(GOOD, good, bad));

    // Then
    assertError("ValidationException", expected, response);
    assertEquals("ValidationException", aws.requests().getLast().verdict());
    assertTrue(aws.complianceItems(AwsStandIn.INSTANCE).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          i-0123456789abcdef0             | i-0123456789abcdef             | ValidationException         | instanceId
          2026-01-01T00:00:00Z            | 2026-01-01T00:00:00.000Z       | ValidationException         | captureTime
          "1.0"                           | "1"                            | ValidationException         | schemaVersion
          Custom:Ecs                      | My:Ecs                         | ValidationException         | typeName
          Custom:Ecs                      | AWS:Ecs                        | InvalidTypeNameException    | belongs to Systems Manager
          , "Content": [{"k": "v"}]       |                                | ItemContentMismatchException| no content
          i-0123456789abcdef0             | i-0123456789abcdef1            | InvalidInstanceId           |
          """)
  void refuses_an_inventory_that_AWS_does_not_allow(
      String good, String bad, String code, String expected) {
    assertError(code, expected, inventory().send(spoilt(INVENTORY, good, bad)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          i-0123456789abcdef0              | i-0123456789abcdef1                | InvalidResourceId
          i-0123456789abcdef0              | 0123456789abcdef0123456789abcdef   | InvalidResourceId
          "ManagedInstance"                | "EC2Instance"                      | InvalidResourceType
          "Items"                          | "UploadType": "PARTIAL", "Items"   | InvalidItemContentException
          "Items": [                       | "Items": [{"Id": "a", "Severity": "LOW", "Status": "COMPLIANT"}, | InvalidItemContentException
          "Custom:EcsAgentHardening"       | "Patch"                            | InvalidItemContentException
          """)
  void refuses_a_report_that_AWS_forbids_in_words(String good, String bad, String code) {
    assertError(code, "", put().send(spoilt(GOOD, good, bad)));
  }

  @Test
  void refuses_an_eleventh_custom_type() {
    for (int type = 0; type < 10; type++) {
      assertEquals(200, put().send(spoilt(GOOD, "Hardening", "Hardening" + type)).statusCode());
    }

    // Then
    assertError("ComplianceTypeCountLimitExceededException", "10", put().send(GOOD));
  }

  @Test
  void refuses_too_many_and_too_large_items() {
    String item = GOOD.substring(GOOD.indexOf("[{") + 1, GOOD.lastIndexOf(']'));
    String many = items(10_001, item);
    String large = items(300, item.replace("\"v\"", "\"" + "x".repeat(4096) + "\""));

    // Then
    assertError("ValidationException", "items'", put().send(many));
    assertError("TotalSizeLimitExceededException", "", put().send(large));
  }

  @Test
  void refuses_what_is_no_JSON_and_no_operation() {
    assertError("SerializationException", "", put().send("{"));
    assertError(
        "SerializationException", "", put().with("content-type", "application/json").send(GOOD));
    assertError("UnknownOperationException", "", call("PutComplianceItem").send(GOOD));
  }

  @Test
  void refuses_a_signature_that_does_not_hold() {
    Instant now = Instant.now();
    HandSigned unknownKey = put().keys("EXAMPLE-OTHER", AwsStandIn.SECRET_KEY);
    HandSigned otherRegion = put().scope("eu-central-1/ssm/aws4_request");
    HandSigned otherService = put().scope("us-east-1/ec2/aws4_request");

    // Then
    assertError("MissingAuthenticationTokenException", "", put().sendUnsigned(GOOD));
    assertError("InvalidSignatureException", "does not match", put().send(GOOD, GOOD + " "));
    assertError(
        "InvalidSignatureException",
        "does not match",
        put().keys(AwsStandIn.ACCESS_KEY, "EXAMPLE-OTHER").send(GOOD));
    assertError("UnrecognizedClientException", "", unknownKey.send(GOOD));
    assertError("InvalidSignatureException", "valid region", otherRegion.send(GOOD));
    assertError("InvalidSignatureException", "correct service", otherService.send(GOOD));
    assertError(
        "InvalidSignatureException",
        "Signature expired",
        put().at(now.minus(Duration.ofMinutes(6))).send(GOOD));
    assertError(
        "InvalidSignatureException",
        "not yet current",
        put().at(now.plus(Duration.ofMinutes(6))).send(GOOD));
    assertEquals(200, put().at(now.minus(Duration.ofMinutes(4))).send(GOOD).statusCode());
  }

  @Test
  void wants_the_session_token_of_temporary_credentials_while_they_live() {
    aws.key("EXAMPLE-TEMP", "EXAMPLE-S", "EXAMPLE-T", Duration.ofHours(1));
    aws.key("EXAMPLE-OLD", "EXAMPLE-S", "EXAMPLE-T", Duration.ofSeconds(-1));
    HandSigned good =
        put().keys("EXAMPLE-TEMP", "EXAMPLE-S").with("x-amz-security-token", "EXAMPLE-T");
    HandSigned expired =
        put().keys("EXAMPLE-OLD", "EXAMPLE-S").with("x-amz-security-token", "EXAMPLE-T");

    // Then
    assertEquals(200, good.send(GOOD).statusCode());
    assertError(
        "UnrecognizedClientException", "", put().keys("EXAMPLE-TEMP", "EXAMPLE-S").send(GOOD));
    assertError("ExpiredTokenException", "expired", expired.send(GOOD));
    assertEquals("...", aws.requests().getFirst().headers().get("x-amz-security-token"));
  }

  private HandSigned put() {
    return call("PutComplianceItems");
  }

  private HandSigned inventory() {
    return call("PutInventory");
  }

  private HandSigned call(String operation) {
    return new HandSigned(aws.ssm(), operation);
  }

  private static String items(int count, String item) {
    String list =
        IntStream.range(0, count)
            .mapToObj(i -> item.replace("\"a\"", "\"a" + i + "\""))
            .collect(Collectors.joining(","));
    return GOOD.substring(0, GOOD.indexOf("[{") + 1) + list + "]}";
  }

  /** A good request with something bad in it; %501 stands for 501 letters. */
  private static String spoilt(String request, String good, String bad) {
    assertTrue(request.contains(good), good);
    String text = bad == null ? "" : bad;
    if (text.contains("%")) {
      int at = text.indexOf('%');
      int end = text.indexOf('"', at);
      String letters = "x".repeat(Integer.parseInt(text.substring(at + 1, end)));
      text = text.substring(0, at) + letters + text.substring(end);
    }
    return request.replace(good, text);
  }

  private static void assertError(String code, String message, HttpResponse<String> response) {
    try {
      JsonNode error = new ObjectMapper().readTree(response.body());
      assertEquals(400, response.statusCode(), response.body());
      assertEquals(code, error.path("__type").textValue(), response.body());
      String said = error.path("message").asText("");
      assertTrue(said.contains(message == null ? "" : message), response.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(response.body(), e);
    }
  }
}
