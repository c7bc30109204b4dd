package io.ecsharden.aws.compliance;

import io.ecsharden.aws.connection.SdkErrors;
import io.ecsharden.aws.connection.SsmConnection;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.ssm.model.ComplianceExecutionSummary;
import software.amazon.awssdk.services.ssm.model.ComplianceItemEntry;
import software.amazon.awssdk.services.ssm.model.InventoryItem;

/** Makes the calls with the SDK's client. */
final class SsmSender implements Sender {

  /** The service's errors that say that the report itself is wrong. */
  private static final List<String> FOR_GOOD =
      List.of(
          "ValidationException",
          "InvalidItemContentException",
          "ItemSizeLimitExceededException",
          "TotalSizeLimitExceededException",
          "InvalidResourceType",
          "InvalidTypeNameException",
          "ItemContentMismatchException",
          "UnsupportedInventorySchemaVersionException",
          "UnsupportedInventoryItemContextException",
          "CustomSchemaCountLimitExceededException",
          "SubTypeCountLimitExceededException");

  private static final String DENIED = "AccessDeniedException";

  private final SsmConnection ssm;
  private final String instanceId;

  SsmSender(SsmConnection ssm, String instanceId) {
    this.ssm = ssm;
    this.instanceId = instanceId;
  }

  @Override
  public void send(ReportCall call, Report report) throws NotSent {
    try {
      switch (call) {
        case COMPLIANCE -> compliance(report);
        case INVENTORY -> inventory(report);
      }
    } catch (SdkException e) {
      String code = e instanceof AwsServiceException refusal ? SdkErrors.code(refusal) : "";
      if (FOR_GOOD.contains(code)) {
        throw new NotSent(
            NotSent.Kind.REFUSED_FOR_GOOD, "Systems Manager refuses the report: " + code);
      }
      String reason = ssm.reason(e) + advice(code, call);
      throw new NotSent(
          code.equals(DENIED)
              ? NotSent.Kind.DENIED
              : ssm.isRefused(e) ? NotSent.Kind.REFUSED_FOR_NOW : NotSent.Kind.UNREACHED,
          reason);
    } catch (UncheckedIOException e) {
      throw new NotSent(NotSent.Kind.UNREACHED, ssm.reason(e));
    }
  }

  /**
   * The service's answer is empty, so the SDK accepts every 200, also a portal's page. Only the
   * service's own answer has a request id.
   */
  private void compliance(Report report) throws NotSent {
    List<ComplianceItemEntry> items = new ArrayList<>();
    for (ComplianceItem item : report.items()) {
      items.add(
          ComplianceItemEntry.builder()
              .id(item.id().toString())
              .title(item.title().toString())
              .severity(item.severity())
              .status(item.status())
              .details(strings(item.details()))
              .build());
    }
    // No ItemContentHash: the service ignores a call whose hash it knows, and the time of the last
    // report would not move.
    SdkHttpResponse answer =
        ssm.client()
            .putComplianceItems(request ->
                request
                    .overrideConfiguration(ssm::inTime)
                    .resourceId(instanceId)
                    .resourceType("ManagedInstance")
                    .complianceType(Report.COMPLIANCE_TYPE)
                    .executionSummary(
                        ComplianceExecutionSummary.builder()
                            .executionTime(report.time())
                            .executionId(report.id())
                            .executionType(report.execution())
                            .build())
                    .items(items))
            .sdkHttpResponse();
    if (answer.firstMatchingHeader("x-amzn-RequestId").isEmpty()) {
      throw new NotSent(
          NotSent.Kind.UNREACHED, SdkErrors.NOT_THE_SERVICE + "its answer has no request id");
    }
  }

  private static Map<String, String> strings(Map<String, SentText> texts) {
    Map<String, String> strings = new HashMap<>();
    texts.forEach((key, text) -> strings.put(key, text.toString()));
    return strings;
  }

  private void inventory(Report report) {
    ssm.client()
        .putInventory(request ->
            request
                .overrideConfiguration(ssm::inTime)
                .instanceId(instanceId)
                .items(
                    InventoryItem.builder()
                        .typeName(Report.INVENTORY_TYPE)
                        .schemaVersion(Report.INVENTORY_VERSION)
                        .captureTime(ReportJson.seconds(report))
                        .content(List.of(strings(report.inventory())))
                        .build()));
  }

  private static String advice(String code, ReportCall call) {
    return switch (code) {
      case "InvalidResourceId", "InvalidInstanceId" ->
          ": it does not manage this instance yet (normal at first boot; otherwise check that the"
              + " SSM agent runs and that the instance id is right)";
      case DENIED ->
          switch (call) {
            case COMPLIANCE -> ": the role lacks ssm:PutComplianceItems";
            case INVENTORY -> ": the role lacks ssm:PutInventory";
          };
      default -> "";
    };
  }

  @Override
  public void close() {
    ssm.close();
  }
}
