package io.ecsharden.baseline;

import io.ecsharden.format.Location;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A failure that somebody accepts until a date.
 *
 * @param control the id of the control whose failure is accepted
 * @param setting only this setting's failure; only with the control {@code agent-settings}
 * @param family only the failures of this family of task definitions; only with the control {@code
 *     task-exposure}
 * @param expires the last day, in UTC, on which the waiver holds
 */
public record Waiver(
    String control,
    Optional<String> setting,
    Optional<String> family,
    String reason,
    String approvedBy,
    LocalDate expires,
    Location where) {

  /** What it is for, of what the control judges; nothing where it is for all of it. */
  public Optional<String> subject() {
    return setting.or(() -> family);
  }

  /** Whether the waiver no longer holds: its last day is over, in UTC. */
  public boolean expiredAt(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC).isAfter(expires);
  }
}
