package io.ecsharden.app;

import io.ecsharden.aws.compliance.SsmReporter;
import io.ecsharden.aws.connection.SsmSettings;
import io.ecsharden.control.AuditResult;
import io.ecsharden.host.files.SharedReports;
import io.ecsharden.machine.Deadline;
import io.ecsharden.machine.MachineException;
import io.ecsharden.report.OutputText;
import io.ecsharden.report.Style;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * Hands an audit to Systems Manager, or keeps it for the next run; leaves SSM Agent a file. Never
 * changes what an audit found, and never ends the run: what goes wrong is a warning.
 */
public final class ReportDelivery {

  private final RunContext context;
  private final ReportRequest request;
  private final SystemsManager systemsManager;
  private Optional<Map<String, String>> versions = Optional.empty();

  public ReportDelivery(RunContext context, ReportRequest request) {
    this.context = context;
    this.request = request;
    this.systemsManager = new SystemsManager(context, request);
    context.budget().total(request.timeout());
  }

  /** Whether Systems Manager knows the audit. */
  public enum Status {
    /** Nobody asked for it. */
    NOT_REQUESTED,
    DELIVERED,
    NOT_DELIVERED
  }

  SystemsManager systemsManager() {
    return systemsManager;
  }

  /** Waits once, if the audit that follows goes to Systems Manager. */
  void pauseBeforeAudit() {
    if (request.send()) {
      systemsManager.pause();
    }
  }

  /** What would be sent, as JSON. */
  public OutputText preview(Audit.Done audit) {
    return OutputText.written(
        reporter(audit.whole(), systemsManager.forReport()).preview(), Style.PLAIN);
  }

  /** Leaves the file and sends within the deadline, as far as each was asked for. */
  public Status deliver(Audit.Done audit) {
    if (!request.isWanted()) {
      return Status.NOT_REQUESTED;
    }
    AuditResult result = audit.whole();
    if (request.inventoryFile()) {
      leaveFile(result).ifPresent(text -> context.messages().warning("inventory file: " + text));
    }
    if (!request.send()) {
      return Status.NOT_REQUESTED;
    }
    SsmReporter.Result sent = send(result);
    sent.problem().ifPresent(text -> context.messages().warning("report: " + text));
    return sent.delivered() ? Status.DELIVERED : Status.NOT_DELIVERED;
  }

  private Optional<String> leaveFile(AuditResult audit) {
    try {
      return InventoryFileWriter.write(context, audit, versions(audit), request.instanceId());
    } catch (RuntimeException e) {
      return Optional.of("internal error: " + e);
    }
  }

  /** Whatever goes wrong here, the audit or the repair is done, and its result stands. */
  private SsmReporter.Result send(AuditResult audit) {
    try {
      return deliver(audit, systemsManager.forReport());
    } catch (RuntimeException e) {
      return failed("internal error: " + e);
    }
  }

  private SsmReporter.Result deliver(AuditResult audit, SsmSettings settings) {
    Deadline deadline = settings.deadline();
    SsmReporter reporter = reporter(audit, settings);
    try {
      return reporter.report(
          new SharedReports(context.root(), context.holder(), deadline::isOver),
          request.heartbeat());
    } catch (MachineException e) {
      // nothing overtakes the reports that are kept, while they are there
      return e.kind() == MachineException.Kind.LOCKED
          ? failed(e.getMessage() + "; the next run sends what is left")
          : reporter.withoutState(e.getMessage());
    } catch (IOException e) {
      return reporter.withoutState(String.valueOf(e.getMessage()));
    }
  }

  private SsmReporter reporter(AuditResult audit, SsmSettings settings) {
    return new SsmReporter(
        settings,
        audit,
        context.caller() + "-" + audit.time().truncatedTo(ChronoUnit.MILLIS),
        context.caller(),
        versions(audit));
  }

  /** Asked for once for all who get them. */
  private Map<String, String> versions(AuditResult audit) {
    if (versions.isEmpty()) {
      versions = Optional.of(ProgramVersions.of(context, audit.instance()));
    }
    return versions.get();
  }

  private static SsmReporter.Result failed(String why) {
    return new SsmReporter.Result(false, Optional.of(why));
  }
}
