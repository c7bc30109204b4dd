package io.ecsharden.control;

import io.ecsharden.baseline.Severity;
import java.util.List;
import java.util.Optional;

/**
 * What a control says, before severity and waivers. Its texts may be shown: secrets are hidden
 * already.
 *
 * @param subject the setting that is judged, for a control that judges several
 * @param severity what the baseline says for this subject alone
 * @param source {@code file:line}, or the name of a default
 * @param effective what is taken
 * @param expected what the baseline wants
 * @param remediation what to do; empty unless it failed
 * @param remedies what would repair it, as data; empty unless it failed
 */
public record Outcome(
    Status status,
    Optional<String> subject,
    Optional<Severity> severity,
    Optional<String> source,
    Optional<String> effective,
    Optional<String> expected,
    String message,
    String remediation,
    List<Detail> details,
    List<Remedy> remedies) {

  public Outcome {
    details = List.copyOf(details);
    remedies = List.copyOf(remedies);
  }

  /** The same in another light; nothing in the files has to change for it. */
  Outcome as(Status other, String because, String todo) {
    return new Outcome(
        other, subject, severity, source, effective, expected, because, todo, details, List.of());
  }

  /** The same with what makes it so. */
  Outcome with(List<Remedy> others) {
    return new Outcome(
        status,
        subject,
        severity,
        source,
        effective,
        expected,
        message,
        remediation,
        details,
        others);
  }

  /** The same with more to say. */
  Outcome adding(String text) {
    return new Outcome(
        status,
        subject,
        severity,
        source,
        effective,
        expected,
        message + "; " + text,
        remediation,
        details,
        remedies);
  }

  /** The control means nothing here. */
  public static Outcome notApplicable(String reason) {
    return new Builder(Status.NOT_APPLICABLE).because(reason, "");
  }

  /** It could not be seen. */
  public static Outcome notEvaluated(String reason) {
    return new Builder(Status.NOT_EVALUATED).because(reason, "");
  }

  /** A stated setting could not be seen. */
  public static Builder notEvaluated() {
    return new Builder(Status.NOT_EVALUATED);
  }

  /** A stated setting means nothing here. */
  public static Builder notApplicable() {
    return new Builder(Status.NOT_APPLICABLE);
  }

  public static Builder pass() {
    return new Builder(Status.PASS);
  }

  public static Builder fail() {
    return new Builder(Status.FAIL);
  }

  /** A pass or a failure. */
  public static Builder passIf(boolean condition) {
    return condition ? pass() : fail();
  }

  /** Puts an outcome together. */
  public static final class Builder {
    private final Status status;
    private Optional<String> subject = Optional.empty();
    private Optional<Severity> severity = Optional.empty();
    private Optional<String> source = Optional.empty();
    private Optional<String> effective = Optional.empty();
    private Optional<String> expected = Optional.empty();
    private List<Detail> details = List.of();
    private List<Remedy> remedies = List.of();

    private Builder(Status status) {
      this.status = status;
    }

    public Builder subject(String key, Optional<Severity> level) {
      subject = Optional.of(key);
      severity = level;
      return this;
    }

    public Builder source(String where) {
      source = Optional.of(where);
      return this;
    }

    public Builder effective(String text) {
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

    public Outcome because(String message, String remediation) {
      return new Outcome(
          status,
          subject,
          severity,
          source,
          effective,
          expected,
          message,
          remediation,
          details,
          status == Status.FAIL ? remedies : List.of());
    }
  }
}
