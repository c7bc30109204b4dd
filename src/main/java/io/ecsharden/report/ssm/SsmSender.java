package io.ecsharden.report.ssm;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
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

  private final SsmClient ssm;
  private final String instanceId;

  SsmSender(SsmClient ssm, String instanceId) {
    this.ssm = ssm;
    this.instanceId = instanceId;
  }

  @Override
  public void send(Report report) throws NotSent {
    try {
      compliance(report);
      inventory(report);
    } catch (AwsServiceException e) {
      throw refused(e);
    } catch (SdkException | UncheckedIOException e) {
      throw NotSent.forNow("Systems Manager cannot be reached: " + firstLine(e));
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
    ssm.putComplianceItems(request ->
        request
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
    ssm.putInventory(request ->
        request
            .instanceId(instanceId)
            .items(
                InventoryItem.builder()
                    .typeName(Report.INVENTORY_TYPE)
                    .schemaVersion(Report.INVENTORY_VERSION)
                    .captureTime(ReportJson.seconds(report))
                    .content(List.of(report.inventory()))
                    .build()));
  }

  private static NotSent refused(AwsServiceException e) {
    String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
    String name = code == null ? "" : code;
    if (FOR_GOOD.contains(name)) {
      return NotSent.forGood("Systems Manager refuses the report: " + name);
    }
    String advice =
        switch (name) {
          case "InvalidResourceId", "InvalidInstanceId" ->
              ": it does not manage this instance yet (normal at first boot; else: does the SSM"
                  + " agent run, and is the instance id right?)";
          case "AccessDeniedException" ->
              ": the role lacks ssm:PutComplianceItems or ssm:PutInventory";
          default -> "";
        };
    return NotSent.forNow(
        "Systems Manager says " + (name.isEmpty() ? "HTTP " + e.statusCode() : name) + advice);
  }

  /** The SDK's messages go on for lines, and may hold a URL with a password of a proxy. */
  static String firstLine(Throwable e) {
    String text = io.ecsharden.settings.Masker.HIDE.text(String.valueOf(e.getMessage()));
    int end = text.indexOf('\n');
    return Limits.cut(end < 0 ? text : text.substring(0, end), 200);
  }

  @Override
  public void close() {
    ssm.close();
  }
}
