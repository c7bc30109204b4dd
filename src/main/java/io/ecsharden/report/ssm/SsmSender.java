package io.ecsharden.report.ssm;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
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

  private final SsmConnection ssm;
  private final String instanceId;

  SsmSender(SsmConnection ssm, String instanceId) {
    this.ssm = ssm;
    this.instanceId = instanceId;
  }

  @Override
  public void sendCompliance(Report report) throws NotSent {
    call(() -> compliance(report));
  }

  @Override
  public void sendInventory(Report report) throws NotSent {
    call(() -> inventory(report));
  }

  private void call(Runnable call) throws NotSent {
    try {
      call.run();
    } catch (AwsServiceException e) {
      String code = Reasons.code(e);
      throw FOR_GOOD.contains(code)
          ? NotSent.forGood("Systems Manager refuses the report: " + code)
          : NotSent.forNow(ssm.reason(e) + advice(code));
    } catch (SdkException | UncheckedIOException e) {
      throw NotSent.forNow(ssm.reason(e));
    }
  }

  private void compliance(Report report) {
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
                .items(items));
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

  private static String advice(String code) {
    return switch (code) {
      case "InvalidResourceId", "InvalidInstanceId" ->
          ": it does not manage this instance yet (normal at first boot; else: does the SSM agent"
              + " run, and is the instance id right?)";
      case "AccessDeniedException" -> ": the role lacks ssm:PutComplianceItems or ssm:PutInventory";
      default -> "";
    };
  }

  @Override
  public void close() {
    ssm.close();
  }
}
