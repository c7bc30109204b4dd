package io.ecsharden.control;

import io.ecsharden.baseline.Baseline;
import io.ecsharden.baseline.ControlPolicy;
import io.ecsharden.baseline.Severity;
import io.ecsharden.baseline.Waiver;
import io.ecsharden.control.Finding.AppliedWaiver;
import io.ecsharden.hygiene.Hygiene;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.starter.Starter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An audit: asks every control about an instance, and applies severities and waivers. Pure. */
public final class Auditor {

  private final List<Control> controls;
  private final Baseline baseline;
  private final Instant now;

  /**
   * @param controls in the order of the findings
   * @param now decides which waivers have expired
   */
  public Auditor(List<Control> controls, Baseline baseline, Instant now) {
    this.controls = List.copyOf(controls);
    this.baseline = baseline;
    this.now = now;
  }

  /** The findings for an instance, in the order of the controls. */
  public List<Finding> audit(Instance instance) {
    List<Finding> findings = new ArrayList<>();
    Hygiene hygiene = Hygiene.of(instance);
    PendingRestart pending = new PendingRestart(instance, baseline);
    for (Control control : controls) {
      Optional<ControlPolicy> policy =
          Optional.ofNullable(baseline.controls().get(control.info().id()));
      if (policy.filter(p -> !p.enabled()).isPresent()) {
        continue;
      }
      Severity severity = policy.flatMap(ControlPolicy::severity).orElse(control.info().severity());
      EvaluationContext context =
          new EvaluationContext(control.info(), instance, baseline, hygiene);
      List<Outcome> outcomes = control.evaluate(context);
      for (Outcome outcome : pending.judge(control, context.asked(), outcomes)) {
        findings.add(finding(control.info(), severity, outcome, instance.settings().starter()));
      }
    }
    return findings;
  }

  private Finding finding(
      ControlInfo control, Severity severity, Outcome outcome, Starter starter) {
    boolean wrong = outcome.status() == Status.FAIL || outcome.status() == Status.PENDING_RESTART;
    Optional<AppliedWaiver> waiver = wrong ? waiver(control.id(), outcome) : Optional.empty();
    Status status = waiver.filter(w -> !w.expired()).isPresent() ? Status.WAIVED : outcome.status();
    SensitiveText message =
        waiver
            .filter(AppliedWaiver::expired)
            .map(
                w -> outcome.message().plus(" The waiver for this expired on " + w.expires() + "."))
            .orElse(outcome.message());
    return new Finding(
        control.id(),
        control.title(),
        outcome.subject(),
        status,
        outcome.severity().orElse(severity),
        outcome.origin(),
        outcome.effective(),
        outcome.expected(),
        message,
        remediation(outcome, starter),
        outcome.details(),
        outcome.remedies(),
        waiver);
  }

  /**
   * A control's own words name ecs-init's files, which may be read by nobody. What to do holds no
   * secret, whatever a report shows.
   */
  private static String remediation(Outcome outcome, Starter starter) {
    boolean one = outcome.status() == Status.FAIL && outcome.remedies().size() == 1;
    return !(starter instanceof Starter.EcsInit)
            && one
            && outcome.remedies().getFirst() instanceof Remedy.ByHand(var where, var text)
        ? where
                .map(place -> place.display() + ": " + text.text().masked())
                .orElseGet(() -> text.text().capitalized().masked())
            + "."
        : outcome.remediation();
  }

  /** The waiver for an outcome; one that holds before one that has expired. */
  private Optional<AppliedWaiver> waiver(String control, Outcome outcome) {
    List<Waiver> all =
        baseline.waivers().stream()
            .filter(w -> w.control().equals(control))
            .filter(w -> w.subject().isEmpty() || w.subject().equals(outcome.subject()))
            .toList();
    return all.stream()
        .filter(w -> !w.expiredAt(now))
        .findFirst()
        .or(() -> all.stream().findFirst())
        .map(w ->
            new AppliedWaiver(
                w.reason(), w.approvedBy(), w.expires(), w.expiredAt(now), w.where()));
  }
}
