package io.ecsharden.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecsharden.lab.NeedsEngine;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ComplianceItem;
import software.amazon.awssdk.services.ssm.model.ComplianceQueryOperatorType;
import software.amazon.awssdk.services.ssm.model.ComplianceStatus;
import software.amazon.awssdk.services.ssm.model.InventoryItem;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterVersionNotFoundException;
import software.amazon.awssdk.services.ssm.model.SsmException;

/** What AWS would accept is accepted, kept, and read back, with AWS's own SDK. */
@NeedsEngine
class AwsStandInIT {

  private static final String ID = AwsStandIn.INSTANCE;

  private AwsStandIn aws;
  private SsmClient ssm;

  @BeforeEach
  void start() {
    aws = AwsStandIn.start().reset();
    aws.manage(ID);
    ssm = Sdk.client(aws.ssm());
  }

  @AfterEach
  void close() {
    if (ssm != null) {
      ssm.close();
    }
  }

  @Test
  void keeps_a_report_and_shows_it_as_an_operator_sees_it() {
    // When
    ssm.putComplianceItems(
        Sdk.report(ID)
            .items(
                Sdk.item("bad").build(),
                Sdk.item("good").status(ComplianceStatus.COMPLIANT).build())
            .build());

    // Then
    List<ComplianceItem> bad =
        ssm.listComplianceItems(r ->
                r.resourceIds(ID)
                    .filters(f ->
                        f.key("Status")
                            .values("NON_COMPLIANT")
                            .type(ComplianceQueryOperatorType.EQUAL)))
            .complianceItems();
    assertEquals(List.of("bad"), bad.stream().map(ComplianceItem::id).toList());
    assertEquals(Sdk.COMPLIANCE_TYPE, bad.getFirst().complianceType());
    assertEquals(2, aws.complianceItems(ID).size());
    assertEquals(
        1,
        ssm.listComplianceSummaries(r -> {})
            .complianceSummaryItems()
            .getFirst()
            .nonCompliantSummary()
            .nonCompliantCount());
  }

  @Test
  void replaces_the_whole_list_of_a_type_with_each_report() {
    ssm.putComplianceItems(Sdk.report(ID).items(Sdk.item("old").build()).build());

    // When
    ssm.putComplianceItems(Sdk.report(ID).items(Sdk.item("new").build()).build());

    // Then
    List<JsonNode> items = aws.complianceItems(ID);
    assertEquals(1, items.size());
    assertEquals("new", items.getFirst().get("Id").textValue());
  }

  @Test
  void ignores_a_report_whose_hash_is_the_one_that_it_has() {
    ssm.putComplianceItems(Sdk.report(ID).itemContentHash("h").build());

    // When
    ssm.putComplianceItems(
        Sdk.report(ID).itemContentHash("h").items(Sdk.item("other").build()).build());

    // Then
    assertEquals("imds-blocked", aws.complianceItems(ID).getFirst().get("Id").textValue());
    assertEquals(1, aws.ignoredComplianceCalls());
  }

  @Test
  void keeps_an_inventory() {
    // When
    ssm.putInventory(r ->
        r.instanceId(ID)
            .items(
                InventoryItem.builder()
                    .typeName("Custom:EcsAgentConfiguration")
                    .schemaVersion("1.0")
                    .captureTime("2026-01-01T00:00:00Z")
                    .content(List.of(Map.of("ECS_CLUSTER", "prod")))
                    .build()));

    // Then
    assertEquals(1, aws.inventory(ID).size());
    assertEquals(
        List.of(Map.of("ECS_CLUSTER", "prod")),
        ssm.listInventoryEntries(r -> r.instanceId(ID).typeName("Custom:EcsAgentConfiguration"))
            .entries());
  }

  @Test
  void gives_a_parameter_in_the_version_that_is_asked_for() {
    aws.putParameter("/fleet/baseline", "String", "one", "stable");
    aws.putParameter("/fleet/baseline", "String", "two");

    // Then
    assertEquals("two", parameter("/fleet/baseline", false).value());
    assertEquals("one", parameter("/fleet/baseline:1", false).value());
    assertEquals("one", parameter("/fleet/baseline:stable", false).value());
    assertEquals(":1", parameter("/fleet/baseline:1", false).selector());
    assertThrows(
        ParameterVersionNotFoundException.class, () -> parameter("/fleet/baseline:3", false));
    assertThrows(ParameterNotFoundException.class, () -> parameter("/fleet", false));
    assertEquals(
        List.of("/fleet"),
        ssm.getParameters(r -> r.names("/fleet/baseline", "/fleet")).invalidParameters());
  }

  @Test
  void gives_the_text_of_a_secure_string_to_those_who_ask_for_it() {
    aws.putParameter("secret", "SecureString", "text");

    // Then
    assertEquals("text", parameter("secret", true).value());
    assertNotEquals("text", parameter("secret", false).value());
  }

  @Test
  void has_room_for_8_KB_in_a_parameter() {
    String text = String.join("", Collections.nCopies(8192, "x"));
    aws.putParameter("large", "String", text);

    // Then
    assertEquals(text, parameter("large", false).value());
    assertThrows(
        IllegalArgumentException.class, () -> aws.putParameter("large", "String", text + "x"));
  }

  @Test
  void shows_the_managed_instances() {
    assertEquals(
        List.of(ID),
        ssm.describeInstanceInformation(r -> {}).instanceInformationList().stream()
            .map(i -> i.instanceId())
            .toList());
  }

  @Test
  void writes_down_every_request_without_its_secrets() {
    aws.putParameter("p", "String", "v");
    parameter("p", false);

    // When
    LoggedRequest request = aws.requests(Fault.Target.SSM).getFirst();

    // Then
    assertEquals("GetParameter", request.operation());
    assertEquals(AwsStandIn.ACCESS_KEY, request.principal());
    assertEquals("ok", request.verdict());
    assertTrue(request.headers().get("authorization").endsWith("Signature=..."));
    assertTrue(request.headers().get("amz-sdk-request").startsWith("attempt=1"));
  }

  @Test
  void throttles_what_is_more_than_the_bucket_has() {
    aws.putParameter("p", "String", "v");
    aws.tokenBucket(0.001, 2);

    // When
    for (int call = 0; call < 2; call++) {
      parameter("p", false);
    }

    // Then
    SsmException throttled = assertThrows(SsmException.class, () -> parameter("p", false));
    assertTrue(throttled.isThrottlingException());
    int counted = 0;
    for (JsonNode second : aws.callsPerSecond()) {
      counted += second.path("ThrottlingException").intValue();
    }
    assertEquals(1, counted);
  }

  @Test
  void moto_gives_parameters_as_well() {
    // its first answer takes it a second
    SdkHttpClient http = Sdk.http(Duration.ofSeconds(20));
    try (SsmClient moto = Sdk.builder(aws.moto()).httpClient(http).build()) {
      moto.putParameter(r -> r.name("/m").type("SecureString").value("v1"));
      moto.putParameter(r -> r.name("/m").type("SecureString").value("v2").overwrite(true));

      // Then
      assertEquals(
          "v1", moto.getParameter(r -> r.name("/m:1").withDecryption(true)).parameter().value());
      assertEquals(
          "v2", moto.getParameter(r -> r.name("/m").withDecryption(true)).parameter().value());
      assertThrows(ParameterNotFoundException.class, () -> moto.getParameter(r -> r.name("/n")));
    }
  }

  private Parameter parameter(String name, boolean decrypted) {
    return ssm.getParameter(r -> r.name(name).withDecryption(decrypted)).parameter();
  }
}
