package io.ecsharden.report;

import java.util.List;

/** Every format of every report, the default first. */
public final class Formats {

  public static final List<Format<AuditReport>> AUDIT =
      List.of(
          new Format<>("text", TextAudit::write),
          new Format<>("json", (report, _) -> JsonAudit.write(report)),
          new Format<>("junit", (report, _) -> JunitAudit.write(report)),
          new Format<>("sarif", (report, _) -> SarifAudit.write(report)));

  public static final List<Format<EffectiveReport>> EFFECTIVE =
      List.of(
          new Format<>("text", TextEffective::write),
          new Format<>("json", (report, _) -> JsonEffective.write(report)));

  public static final List<Format<ExposureReport>> EXPOSURE =
      List.of(
          new Format<>("text", TextExposure::write),
          new Format<>("json", (report, _) -> JsonExposure.write(report)));

  public static final List<Format<FixReport>> FIX =
      List.of(
          new Format<>("text", TextFix::write),
          new Format<>("json", (report, _) -> JsonFix.write(report)));

  public static final List<Format<HistoryReport>> HISTORY =
      List.of(
          new Format<>("text", TextHistory::write),
          new Format<>("json", (report, _) -> JsonHistory.write(report)));

  public static final List<Format<ReceiptReport>> RECEIPT =
      List.of(
          new Format<>("text", TextReceipt::write),
          new Format<>("json", (report, _) -> JsonHistory.write(report)));

  public static final List<Format<BaselineReport>> BASELINE_CHECK =
      List.of(
          new Format<>("text", TextBaseline::check),
          new Format<>("json", (report, _) -> JsonBaseline.write(report)));

  public static final List<Format<BaselineReport>> BASELINE_SHOW =
      List.of(
          new Format<>("text", (report, _) -> BaselineYaml.write(report)),
          new Format<>("json", (report, _) -> JsonBaseline.write(report)));

  public static final List<Format<BaselineDiff>> BASELINE_DIFF =
      List.of(
          new Format<>("text", TextBaseline::diff),
          new Format<>("json", (diff, _) -> JsonBaseline.write(diff)));

  private Formats() {}
}
