package io.ecsharden.aws.compliance;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports for tests. */
final class Reports {

  static final Instant NOW = Instant.parse("2026-06-30T12:00:00Z");

  private Reports() {}

  /** One that says something else than those with other ids. */
  static Report of(String id) {
    return at(NOW, id, id);
  }

  static Report at(Instant time, String id, String detail) {
    ComplianceItem item =
        new ComplianceItem(
            text("awsvpc-imds-block"),
            text("A title"),
            "HIGH",
            false,
            Map.of("Result", text(detail)));
    return new Report(
        Optional.empty(),
        id,
        time,
        "ecs-harden audit",
        List.of(item),
        Map.of("Kind", text("host")));
  }

  private static SentText text(String text) {
    return SentText.line(text, Limits.DETAIL_VALUE);
  }
}
