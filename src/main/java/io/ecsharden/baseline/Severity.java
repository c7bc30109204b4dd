package io.ecsharden.baseline;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How bad a failed control is, worst first. The values of SSM Compliance ({@code
 * ComplianceSeverity} of PutComplianceItems) but for its {@code UNSPECIFIED}.
 */
public enum Severity {
  CRITICAL,
  HIGH,
  MEDIUM,
  LOW,
  INFORMATIONAL;

  /** The severity of exactly this name, upper case; empty for any other text. */
  public static Optional<Severity> named(String text) {
    return Arrays.stream(values()).filter(severity -> severity.name().equals(text)).findFirst();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(Severity::name).toList();
  }
}
