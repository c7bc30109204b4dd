package io.ecsharden.aws.compliance;

import io.ecsharden.aws.connection.SdkErrors;
import io.ecsharden.aws.connection.SsmConnection;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.ssm.model.ComplianceExecutionSummary;
import software.amazon.awssdk.services.ssm.model.ComplianceItemEntry;
import software.amazon.awssdk.services.ssm.model.InventoryItem;

/** Sends reports with the SDK's client. */
final class SsmSender implements Sender {

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
  public void send(ReportCall part, Report report) throws NotSent {
    try {
      switch (part) {
        case COMPLIANCE -> compliance(report);
        case INVENTORY -> inventory(report);
      }
    } catch (SdkException e) {
      String code = e instanceof AwsServiceException refusal ? SdkErrors.code(refusal) : "";
      if (FOR_GOOD.contains(code)) {
        throw NotSent.forGood("Systems Manager refuses the report: " + code);
      }
      String reason = ssm.reason(e) + advice(code, part);
      if (code.equals(DENIED)) {
        throw NotSent.denied(reason);
      }
      throw ssm.isRefused(e) ? NotSent.refusedForNow(reason) : NotSent.forNow(reason);
    } catch (UncheckedIOException e) {
      throw NotSent.forNow(ssm.reason(e));
    }
  }

  /**
   * Its answer is empty, so that the SDK takes any 200 for one, a portal's page too; the service's
   * own has an id.
   */
  private void compliance(Report report) throws NotSent {
    List<ComplianceItemEntry> items = new ArrayList<>();
    for (ComplianceItem item : report.items()) {
      items.add(
          ComplianceItemEntry.builder()
              .id(item.id())
              .title(item.title())
              .severity(item.severity())
              .status(item.status())
              .details(item.details())
              .build());
    }
    // No ItemContentHash: the service ignores a call whose hash it knows, and the report's time
    // would stand still.
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
      throw NotSent.forNow(SdkErrors.NOT_THE_SERVICE + "its answer has no request id");
    }
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
                        .content(List.of(report.inventory()))
                        .build()));
  }

  private static String advice(String code, ReportCall part) {
    return switch (code) {
      case "InvalidResourceId", "InvalidInstanceId" ->
          ": it does not manage this instance yet (normal at first boot; else: does the SSM agent"
              + " run, and is the instance id right?)";
      case DENIED ->
          switch (part) {
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
