package io.ecsharden.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecsharden.lab.NeedsEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A thousand instances that all report at once. */
@NeedsEngine
class AwsStandInFleetIT {

  private static final int FLEET = 1000;
  private static final String REPORT =
      """
      {"ResourceId": "%s", "ResourceType": "ManagedInstance",
       "ComplianceType": "Custom:EcsAgentHardening", "ExecutionSummary": {"ExecutionTime": 1700000000},
       "Items": [{"Id": "a", "Severity": "HIGH", "Status": "COMPLIANT"}]}\
      """;

  private final String[] instances =
      IntStream.range(0, FLEET).mapToObj("i-%017x"::formatted).toArray(String[]::new);
  private AwsStandIn aws;

  @BeforeEach
  void start() {
    aws = AwsStandIn.start().reset();
    aws.manage(instances);
  }

  @Test
  void is_held() throws Exception {
    assertEquals(FLEET, accepted());
    assertEquals(1, aws.complianceItems(instances[FLEET - 1]).size());
  }

  @Test
  void is_throttled_and_counted() throws Exception {
    aws.tokenBucket("PutComplianceItems", 1, 100);

    // When
    int accepted = accepted();

    // Then
    assertTrue(accepted >= 100 && accepted < 200, "accepted: " + accepted);
    int counted = 0;
    for (JsonNode second : aws.callsPerSecond()) {
      counted += second.path("ThrottlingException").intValue();
    }
    assertEquals(FLEET - accepted, counted);
  }

  /** How many reports of the whole fleet are accepted. */
  private int accepted() throws Exception {
    List<Future<Integer>> calls = new ArrayList<>();
    try (ExecutorService fleet = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String instance : instances) {
        calls.add(fleet.submit(() -> report(instance)));
      }
    }
    int accepted = 0;
    for (Future<Integer> call : calls) {
      accepted += call.get() == 200 ? 1 : 0;
    }
    return accepted;
  }

  private int report(String instance) {
    return new HandSigned(aws.ssm(), "PutComplianceItems")
        .send(REPORT.formatted(instance))
        .statusCode();
  }
}
