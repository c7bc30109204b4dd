package io.ecsharden.aws.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.aws.connection.NotConnected;
import io.ecsharden.aws.connection.SsmConnection;
import io.ecsharden.aws.connection.SsmSettings;
import io.ecsharden.host.http.SocketHttp;
import io.ecsharden.lab.NeedsEngine;
import io.ecsharden.machine.Deadline;
import io.ecsharden.standin.AwsStandIn;
import io.ecsharden.standin.Fault.Target;
import io.ecsharden.standin.LoggedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Systems Manager's own service model accepts the report of every audit. */
@NeedsEngine
class ReportLimitsIT {

  private static final int REPORTS = 2000;
  private static final String CREDENTIALS = "aws.containerCredentialsFullUri";

  private AwsStandIn aws;
  private SsmSender sender;

  @BeforeEach
  void start() throws NotConnected {
    aws = AwsStandIn.start().reset();
    aws.manage(AwsStandIn.INSTANCE);
    System.setProperty(CREDENTIALS, aws.containerCredentials().toString());
    SsmSettings settings =
        new SsmSettings(
            Optional.empty(),
            Optional.empty(),
            Map.of(
                "AWS_ENDPOINT_URL_SSM", aws.ssm().toString(),
                "AWS_CONTAINER_CREDENTIALS_FULL_URI", aws.containerCredentials().toString()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new SocketHttp(),
            Deadline.in(Duration.ofMinutes(15)));
    sender = new SsmSender(SsmConnection.open(settings, AwsStandIn.REGION), AwsStandIn.INSTANCE);
  }

  @AfterEach
  void stop() {
    sender.close();
    System.clearProperty(CREDENTIALS);
  }

  @Test
  void takes_two_thousand_odd_reports() {
    // When
    List<String> refused =
        IntStream.range(0, REPORTS)
            .parallel()
            .mapToObj(seed -> refusal(report(seed, seed % 12)))
            .flatMap(Optional::stream)
            .toList();

    // Then
    assertEquals(List.of(), refused);
    Map<String, Long> verdicts =
        aws.requests(Target.SSM).stream()
            .collect(Collectors.groupingBy(LoggedRequest::verdict, Collectors.counting()));
    assertEquals(Map.of("ok", 2L * REPORTS), verdicts);
  }

  @Test
  void takes_reports_that_are_too_large_for_one_call() {
    for (int findings : List.of(300, 3000, 11_000)) {
      // When
      Report report = report(findings, findings);

      // Then
      assertTrue(ReportJson.bytes(report).length <= Limits.CALL);
      assertTrue(report.items().size() > 200, "items: " + report.items().size());
      assertEquals(Optional.empty(), refusal(report));
      assertEquals(report.items().size(), aws.complianceItems(AwsStandIn.INSTANCE).size());
    }
  }

  private static Report report(long seed, int findings) {
    return ReportMaker.of(
        new RandomAudits(seed).next(findings), "audit-" + seed, "audit", Map.of());
  }

  private Optional<String> refusal(Report report) {
    try {
      sender.send(ReportCall.COMPLIANCE, report);
      sender.send(ReportCall.INVENTORY, report);
      return Optional.empty();
    } catch (NotSent e) {
      return Optional.of(report.id() + ": " + e.getMessage());
    }
  }
}
