package io.ecsharden.app;

import io.ecsharden.baseline.Baseline;
import io.ecsharden.control.AuditResult;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Status;
import io.ecsharden.plan.FileContent;
import io.ecsharden.plan.Reason;
import io.ecsharden.repair.FileRecord;
import io.ecsharden.repair.Receipt;
import io.ecsharden.repair.Repair;
import io.ecsharden.repair.RestartCode;
import io.ecsharden.report.AuditReport;
import io.ecsharden.report.AuditScope;
import io.ecsharden.secrets.Disclosure;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One look of the daemon at the instance: an audit, or a repair and the audit after it. Each of
 * these is a run of its own, with a time of its own for services.
 */
public final class Look {

  /** ecs-init's unit, as receipts name it. */
  private static final String AGENT_UNIT = "ecs.service";

  private static final String TASK_EXPOSURE = "task-exposure";

  private Look() {}

  /**
   * What a repair may do.
   *
   * @param only ids of controls; empty means all
   * @param skip ids of controls that are left alone, also of those in {@code only}
   */
  public record Allowed(
      Restarts restarts, Duration readyWithin, Set<String> only, Set<String> skip) {
    public Allowed {
      only = Set.copyOf(only);
      skip = Set.copyOf(skip);
    }
  }

  /**
   * What was seen.
   *
   * @param audit of the instance as it is after the look
   * @param repair what was changed
   */
  public record Seen(Audit.Done audit, Optional<Repaired> repair) {

    /** The failed controls, the worst first: {@code awsvpc-imds-block HIGH}. */
    public List<String> failing() {
      List<String> lines = new ArrayList<>();
      for (Finding finding : audit.whole().findings()) {
        if (finding.status() == Status.FAIL) {
          lines.add(
              finding.control()
                  + finding.subject().map(subject -> " (" + subject + ")").orElse("")
                  + " "
                  + finding.severity());
        }
      }
      return lines;
    }

    /** The tasks that reach the metadata service and should not, a line each, with the reason. */
    public List<String> exposedTasks() {
      List<String> lines = new ArrayList<>();
      for (Finding finding : audit.whole().findings()) {
        if (finding.control().equals(TASK_EXPOSURE) && finding.status() == Status.FAIL) {
          finding.details().forEach(detail -> lines.add(detail.message().masked()));
        }
      }
      return lines;
    }

    /** How many controls fail, by severity, the worst first; every severity is there. */
    public Map<String, Integer> failingBySeverity() {
      Map<String, Integer> counts = new LinkedHashMap<>();
      AuditScope.severities().forEach(severity -> counts.put(severity, 0));
      for (Finding finding : audit.whole().findings()) {
        if (finding.status() == Status.FAIL) {
          counts.merge(finding.severity().name(), 1, Integer::sum);
        }
      }
      return counts;
    }

    /** How many findings have each status, by the status' name in reports. */
    public Map<String, Integer> byStatus() {
      Map<String, Integer> counts = new LinkedHashMap<>();
      audit.whole().summary().forEach((status, count) -> counts.put(status.summaryName(), count));
      return counts;
    }
  }

  /**
   * What was changed.
   *
   * @param state how the instance is afterwards
   * @param receipt its id; empty where nothing was changed
   * @param files what was done to each file: {@code modified /etc/ecs/ecs.config (set A=b)}, by
   *     path
   * @param agentRestarts how often the agent was restarted
   * @param messages lines for people
   */
  public record Repaired(
      RepairDone.State state,
      String receipt,
      Map<String, String> files,
      int agentRestarts,
      List<String> messages) {}

  /** Only looks. */
  public static Result<Seen> audit(RunContext context, DaemonBaseline baseline) {
    try {
      return new Result.Done<>(new Seen(auditNow(context, goal(baseline)), Optional.empty()));
    } catch (StopException e) {
      return e.result();
    }
  }

  /** Repairs what is allowed, and looks again where something was done. */
  public static Result<Seen> repair(RunContext context, DaemonBaseline baseline, Allowed allowed) {
    try {
      Baseline goal = goal(baseline);
      RepairDone done = Fix.run(context.anotherRun(), request(allowed, false), goal);
      Repair.Result result = done.report().result();
      if (result.receipt().isEmpty() && result.messages().isEmpty()) {
        return new Result.Done<>(new Seen(unchanged(context, done, goal), Optional.empty()));
      }
      return new Result.Done<>(new Seen(auditNow(context, goal), Optional.of(repaired(done))));
    } catch (StopException e) {
      return e.result();
    }
  }

  /** The files that a repair would change now, and with each the controls that ask for it. */
  public static Result<Map<String, Set<String>>> plan(
      RunContext context, DaemonBaseline baseline, Allowed allowed) {
    try {
      RepairDone planned = Fix.run(context.anotherRun(), request(allowed, true), goal(baseline));
      Map<String, Set<String>> files = new LinkedHashMap<>();
      for (FileContent file : planned.report().result().plan().files()) {
        Set<String> controls = new TreeSet<>();
        file.reasons().stream().map(Reason::control).forEach(controls::add);
        files.put(file.path(), controls);
      }
      return new Result.Done<>(files);
    } catch (StopException e) {
      return e.result();
    }
  }

  private static Audit.Done auditNow(RunContext context, Baseline goal) throws StopException {
    RunContext run = context.anotherRun();
    return Audit.now(run, goal, Audit.WHOLE, new ReportDelivery(run, ReportRequest.UNSENT));
  }

  private static Fix.Request request(Allowed allowed, boolean dryRun) {
    return new Fix.Request(
        new BaselineRequest(Optional.empty(), Duration.ZERO, InputStream.nullInputStream()),
        dryRun,
        allowed.restarts(),
        allowed.readyWithin(),
        allowed.only(),
        allowed.skip(),
        false);
  }

  private static Baseline goal(DaemonBaseline baseline) throws StopException {
    return baseline
        .good()
        .orElseThrow(() ->
            new StopException(Stop.Reason.BAD_BASELINE, "there is no baseline to compare with"));
  }

  /** The audit of a repair that had nothing to do. */
  private static Audit.Done unchanged(RunContext context, RepairDone done, Baseline goal) {
    AuditResult whole =
        new AuditResult(
            done.report().instance(),
            goal,
            done.report().time(),
            done.report().result().findings());
    return new Audit.Done(
        new AuditReport(
            whole,
            Version.TEXT,
            HostIdentityReader.read(context, whole.instance(), Disclosure.HIDE),
            AuditScope.ALL,
            Disclosure.HIDE),
        whole,
        Optional.empty(),
        done.unseen());
  }

  private static Repaired repaired(RepairDone done) {
    Repair.Result result = done.report().result();
    Map<String, String> files = new LinkedHashMap<>();
    int restarts = 0;
    List<String> messages = new ArrayList<>(result.messages());
    if (result.receipt().isPresent()) {
      Receipt receipt = result.receipt().get();
      for (FileRecord file : receipt.files()) {
        files.put(file.path(), file.action() + " " + file.path() + reasons(file));
      }
      restarts = agentRestarts(receipt);
      if (!receipt.message().isEmpty()) {
        messages.add(receipt.message());
      }
    }
    return new Repaired(
        done.state(), result.receipt().map(Receipt::id).orElse(""), files, restarts, messages);
  }

  /** How often a run restarted the agent. */
  static int agentRestarts(Receipt receipt) {
    int restarts = 0;
    for (Receipt.RestartRecord restart : receipt.restarts()) {
      if (restart.what().equals(AGENT_UNIT) && restart.code() != RestartCode.NOT_RESTARTED) {
        restarts++;
      }
    }
    return restarts;
  }

  private static String reasons(FileRecord file) {
    List<String> reasons =
        file.reasons().stream().map(reason -> reason.what().masked()).distinct().toList();
    return reasons.isEmpty() ? "" : " (" + String.join(", ", reasons) + ")";
  }
}
