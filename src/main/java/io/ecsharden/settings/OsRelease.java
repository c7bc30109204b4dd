package io.ecsharden.settings;

import io.ecsharden.facts.FileFact;
import io.ecsharden.format.env.Assignment;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.format.env.EnvFile;
import io.ecsharden.secrets.SensitiveText;
import java.util.Map;
import java.util.Optional;

/**
 * The operating system as {@code /etc/os-release} names it; empty strings where it does not say.
 *
 * @param id lower-case identifier: {@code amzn}, {@code debian}, {@code ubuntu}, {@code
 *     bottlerocket}
 * @param versionId {@code 2}, {@code 2023}, {@code 13}
 * @param prettyName a name for people
 */
public record OsRelease(String id, String versionId, String prettyName) {

  /** Reads {@code /etc/os-release}, whose format systemd defines (os-release(5)). */
  static OsRelease of(FileFact file) {
    Map<String, Assignment> values =
        EnvFile.parse(file.bytesOrEmpty()).read(Dialect.SYSTEMD).lastByKey();
    return new OsRelease(
        value(values, "ID"), value(values, "VERSION_ID"), value(values, "PRETTY_NAME"));
  }

  private static String value(Map<String, Assignment> values, String key) {
    return Optional.ofNullable(values.get(key))
        .map(assignment -> SensitiveText.prose(assignment.value()).toString())
        .orElse("");
  }

  /** Whether this is Amazon Linux, whose unit loads {@code /etc/ecs/ecs.config} alone. */
  public boolean isAmazonLinux() {
    return id.equals("amzn");
  }

  /** The name for people, or the identifier, or "an unknown system". */
  public String displayName() {
    if (!prettyName.isEmpty()) {
      return prettyName;
    }
    return id.isEmpty() ? "an unknown system" : (id + " " + versionId).strip();
  }
}
