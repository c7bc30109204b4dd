package io.ecsharden.control;

import io.ecsharden.baseline.Severity;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.value.Origin;
import java.util.List;
import java.util.Optional;

/**
 * What a control says, before severity and waivers.
 *
 * @param subject the setting or the family of tasks that is judged, for a control that judges
 *     several
 * @param severity the baseline's severity for this subject alone
 * @param origin where the effective value comes from
 * @param effective the effective value
 * @param expected what the baseline expects
 * @param message one or more sentences
 * @param remediation what to do, in sentences; empty unless it failed
 * @param remedies the same as data; empty unless it failed
 */
public record Outcome(
    Status status,
    Optional<String> subject,
    Optional<Severity> severity,
    Optional<Origin> origin,
    Optional<SensitiveText> effective,
    Optional<String> expected,
    SensitiveText message,
    String remediation,
    List<Detail> details,
    List<Remedy> remedies) {

  public Outcome {
    details = List.copyOf(details);
    remedies = List.copyOf(remedies);
  }

  /** Whether the outcome, or one of its details, comes from an origin of this kind. */
  boolean comesFrom(Origin.Kind kind) {
    return origin.filter(place -> place.kind() == kind).isPresent()
        || details.stream().anyMatch(detail -> detail.origin().kind() == kind);
  }

  /** The same values with another verdict. */
  Outcome as(Status other, SensitiveText because, String instruction, List<Remedy> others) {
    return new Outcome(
        other,
        subject,
        severity,
        origin,
        effective,
        expected,
        because,
        instruction,
        details,
        others);
  }

  /** The same with another message, which quotes nobody. */
  public Outcome saying(String text) {
    return new Outcome(
        status,
        subject,
        severity,
        origin,
        effective,
        expected,
        SensitiveText.words(text),
        remediation,
        details,
        remedies);
  }

  /** The control means nothing on this host. */
  public static Outcome notApplicable(String message) {
    return builder(Status.NOT_APPLICABLE).because(message, "");
  }

  /** It could not be seen. */
  public static Outcome notEvaluated(String message) {
    return builder(Status.NOT_EVALUATED).because(message, "");
  }

  /** A file could not be read. */
  public static Outcome unreadable(String path, String why) {
    return notEvaluated("Cannot read " + path + ": " + why + ".");
  }

  /** Nobody can tell the effective value. */
  public static Outcome unknown(String why) {
    return notEvaluated("The value is not known: " + why + ".");
  }

  /** Starts a pass or a failure. */
  public static Builder passIf(boolean compliant) {
    return builder(compliant ? Status.PASS : Status.FAIL);
  }

  /** Starts an outcome. */
  public static Builder builder(Status status) {
    return new Builder(status);
  }

  /** Builds an outcome. */
  public static final class Builder {
    private final Status status;
    private Optional<String> subject = Optional.empty();
    private Optional<Severity> severity = Optional.empty();
    private Optional<Origin> origin = Optional.empty();
    private Optional<SensitiveText> effective = Optional.empty();
    private Optional<String> expected = Optional.empty();
    private List<Detail> details = List.of();
    private List<Remedy> remedies = List.of();

    private Builder(Status status) {
      this.status = status;
    }

    /** The family of tasks that is judged. */
    public Builder family(String name) {
      subject = Optional.of(name);
      return this;
    }

    /** The setting that is judged, and the baseline's severity for it. */
    public Builder subject(String key, Optional<Severity> level) {
      subject = Optional.of(key);
      severity = level;
      return this;
    }

    public Builder origin(Origin where) {
      origin = Optional.of(where);
      return this;
    }

    public Builder effective(SensitiveText text) {
      effective = Optional.of(text);
      return this;
    }

    public Builder expected(String text) {
      expected = Optional.of(text);
      return this;
    }

    public Builder details(List<Detail> reasons) {
      details = reasons;
      return this;
    }

    /** What would repair it; kept for a failure only. */
    public Builder remedies(List<Remedy> changes) {
      remedies = List.copyOf(changes);
      return this;
    }

    /** The finished outcome. */
    public Outcome because(String message, String remediation) {
      return because(SensitiveText.words(message), remediation);
    }

    /** The finished outcome, with a message that quotes others. */
    public Outcome because(SensitiveText message, String remediation) {
      return new Outcome(
          status,
          subject,
          severity,
          origin,
          effective,
          expected,
          message,
          remediation,
          details,
          status == Status.FAIL ? remedies : List.of());
    }
  }
}
