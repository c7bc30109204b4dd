package io.ecsharden.app;

import io.ecsharden.baseline.Baseline;
import io.ecsharden.control.AuditResult;
import io.ecsharden.control.Auditor;
import io.ecsharden.control.check.Controls;
import io.ecsharden.report.AuditReport;
import io.ecsharden.secrets.Disclosure;
import io.ecsharden.settings.Instance;
import java.time.Instant;
import java.util.Optional;

/** Compares an instance with a baseline. Writes nothing. */
public final class Audit {

  private Audit() {}

  /**
   * What to audit.
   *
   * @param revealSecrets whether the report shows them
   */
  public record Request(BaselineRequest baseline, boolean revealSecrets) {}

  /**
   * A finished audit.
   *
   * @param revealed whether the report shows secrets
   * @param unseen a line about a file that this process may not read: the audit is not the whole
   *     one then
   */
  public record Done(AuditReport report, boolean revealed, Optional<String> unseen) {

    /** Whether a control fails. */
    public boolean hasDrift() {
      return report.audit().hasDrift();
    }

    /** Whether what runs is older than what the files say. */
    public boolean needsRestart() {
      return report.audit().needsRestart();
    }

    /** What others get: it has no secrets, whatever the report shows. */
    AuditResult withoutSecrets() {
      AuditResult shown = report.audit();
      return revealed
          ? of(shown.instance(), shown.baseline(), shown.time(), Disclosure.HIDE)
          : shown;
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
      return new Result.Done<>(
          now(context, baseline, disclosure(request.revealSecrets()), delivery));
    } catch (StopException e) {
      return e.result();
    }
  }

  /** Audits the instance as it is now, after the delivery's wait. */
  static Done now(
      RunContext context, Baseline baseline, Disclosure disclosure, ReportDelivery delivery)
      throws StopException {
    delivery.pauseBeforeAudit();
    Instance instance = InstanceReader.readRunning(context);
    return new Done(
        new AuditReport(of(instance, baseline, context.now(), disclosure), Version.TEXT),
        disclosure == Disclosure.REVEAL,
        InstanceReader.unseen(instance));
  }

  static AuditResult of(Instance instance, Baseline baseline, Instant now, Disclosure disclosure) {
    return new AuditResult(
        instance,
        baseline,
        now,
        new Auditor(Controls.all(), baseline, now, disclosure).audit(instance));
  }

  static Disclosure disclosure(boolean revealSecrets) {
    return revealSecrets ? Disclosure.REVEAL : Disclosure.HIDE;
  }
}
