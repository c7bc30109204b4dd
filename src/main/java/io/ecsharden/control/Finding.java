package io.ecsharden.control;

import io.ecsharden.baseline.Severity;
import io.ecsharden.format.Location;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.value.Origin;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A control's outcome on this host. What of its texts is a secret is decided where it is shown.
 *
 * @param control the control's id
 * @param title the control's title
 * @param subject the setting or the family of tasks that is judged, for a control that judges
 *     several
 * @param origin where the effective value comes from
 * @param effective the effective value
 * @param expected what the baseline expects
 * @param message one or more sentences
 * @param remediation what to do, in sentences; empty unless it failed
 * @param details each reason with its place
 * @param remedies the remediation as data; empty unless it failed
 * @param waiver the waiver that covers it, or that has expired
 */
public record Finding(
    String control,
    String title,
    Optional<String> subject,
    Status status,
    Severity severity,
    Optional<Origin> origin,
    Optional<SensitiveText> effective,
    Optional<String> expected,
    SensitiveText message,
    String remediation,
    List<Detail> details,
    List<Remedy> remedies,
    Optional<AppliedWaiver> waiver) {

  public Finding {
    details = List.copyOf(details);
    remedies = List.copyOf(remedies);
  }

  /** Who repairs a failure. */
  public enum Repair {
    /** The program, unless the plan finds a reason against it. */
    FIX,
    /** The program a part, a person what is left. */
    PARTLY,
    /** A person. */
    BY_HAND
  }

  /** Who repairs it. */
  public Repair repair() {
    boolean person = false;
    boolean program = false;
    for (Remedy remedy : remedies) {
      // a line is left as it is where a rewrite would not be safe, which only the plan knows
      person |= remedy instanceof Remedy.ByHand || remedy instanceof Remedy.Plain;
      program |= !(remedy instanceof Remedy.ByHand);
    }
    return !program ? Repair.BY_HAND : person ? Repair.PARTLY : Repair.FIX;
  }

  /** {@code file:line}, or the name of a default or a running program. */
  public Optional<String> source() {
    return origin.map(Origin::display);
  }

  /** The place in a file, of the finding or else of its first detail that has one. */
  public Optional<Location> location() {
    return origin
        .flatMap(Origin::location)
        .or(() -> details.stream().flatMap(detail -> detail.location().stream()).findFirst());
  }

  /**
   * A waiver for a finding.
   *
   * @param expires the last day, in UTC, on which it holds
   * @param location of the waiver, in the baseline
   */
  public record AppliedWaiver(
      String reason, String approvedBy, LocalDate expires, boolean expired, Location location) {

    /** {@code file:line} of the baseline. */
    public String source() {
      return location.display();
    }
  }
}
