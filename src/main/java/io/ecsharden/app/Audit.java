package io.ecsharden.app;

import io.ecsharden.baseline.Baseline;
import io.ecsharden.control.AuditResult;
import io.ecsharden.control.Auditor;
import io.ecsharden.control.Status;
import io.ecsharden.control.check.Controls;
import io.ecsharden.report.AuditReport;
import io.ecsharden.report.AuditScope;
import io.ecsharden.secrets.Disclosure;
import io.ecsharden.settings.Instance;
import java.time.Instant;
import java.util.Optional;

/** Compares an instance with a baseline. Writes nothing. */
public final class Audit {

  /** What a report shows and what counts, for a whole audit without secrets. */
  static final Shown WHOLE = new Shown(false, AuditScope.ALL, Optional.empty());

  private Audit() {}

  /**
   * What is shown, and what counts.
   *
   * @param secrets whether the report shows them
   * @param scope which findings the report shows; what is sent has all
   * @param failOn the least severity that counts as drift; empty means every one
   */
  public record Shown(boolean secrets, AuditScope scope, Optional<String> failOn) {}

  /**
   * What to audit.
   *
   * @param shown what of it
   */
  public record Request(BaselineRequest baseline, Shown shown) {

    /** A whole audit, in which every failure counts. */
    public Request(BaselineRequest baseline, boolean revealSecrets) {
      this(baseline, new Shown(revealSecrets, AuditScope.ALL, Optional.empty()));
    }
  }

  /**
   * A finished audit.
   *
   * @param whole with every finding
   * @param failOn the least severity that counts as drift
   * @param unseen a line about a file that this process may not read: the audit is not the whole
   *     one then
   */
  public record Done(
      AuditReport report, AuditResult whole, Optional<String> failOn, Optional<String> unseen) {

    /** Whether a control that counts fails. */
    public boolean hasDrift() {
      return has(Status.FAIL);
    }

    /** Whether what runs is older than what the files say, where it counts. */
    public boolean needsRestart() {
      return has(Status.PENDING_RESTART);
    }

    private boolean has(Status status) {
      return report.audit().findings().stream()
          .filter(finding -> finding.status() == status)
          .anyMatch(finding -> failOn.isEmpty() || AuditScope.atLeast(finding, failOn.get()));
    }
  }

  /**
   * Audits.
   *
   * @param delivery who gets the audit afterwards; its wait comes before the audit
   */
  public static Result<Done> run(RunContext context, Request request, ReportDelivery delivery) {
    try {
      Baseline baseline =
          BaselineResolver.resolve(context, request.baseline(), delivery.systemsManager());
      return new Result.Done<>(now(context, baseline, request.shown(), delivery));
    } catch (StopException e) {
      return e.result();
    }
  }

  /** Audits the instance as it is now, after the delivery's wait. */
  static Done now(RunContext context, Baseline baseline, Shown shown, ReportDelivery delivery)
      throws StopException {
    Disclosure disclosure = disclosure(shown.secrets());
    delivery.pauseBeforeAudit();
    Instance instance = InstanceReader.readRunning(context, baseline);
    AuditResult whole = of(instance, baseline, context.now());
    return new Done(
        new AuditReport(
            shown.scope().of(whole),
            Version.TEXT,
            HostIdentityReader.read(context, instance, disclosure),
            shown.scope(),
            disclosure),
        whole,
        shown.failOn(),
        InstanceReader.unseen(instance));
  }

  static AuditResult of(Instance instance, Baseline baseline, Instant now) {
    return new AuditResult(
        instance, baseline, now, new Auditor(Controls.all(), baseline, now).audit(instance));
  }

  static Disclosure disclosure(boolean revealSecrets) {
    return revealSecrets ? Disclosure.REVEAL : Disclosure.HIDE;
  }
}
