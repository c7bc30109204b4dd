package io.ecsharden.app;

import io.ecsharden.baseline.Baseline;
import io.ecsharden.control.Auditor;
import io.ecsharden.control.check.Controls;
import io.ecsharden.plan.Selection;
import io.ecsharden.repair.Receipt;
import io.ecsharden.repair.ReceiptStore;
import io.ecsharden.repair.Repair;
import io.ecsharden.repair.RestartLimit;
import io.ecsharden.report.FixReport;
import io.ecsharden.secrets.Disclosure;
import io.ecsharden.settings.Instance;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Puts back exactly what was there before a run. */
public final class Rollback {

  private Rollback() {}

  /**
   * What to put back.
   *
   * @param receipt the run; without one, the last one that is not put back yet
   * @param readyWithin how long the agent may take to be ready after a restart
   */
  public record Request(Optional<String> receipt, Restarts restarts, Duration readyWithin) {}

  /** Puts it back. */
  public static Result<RepairDone> run(RunContext context, Request request) {
    try {
      return new Result.Done<>(undo(context, request));
    } catch (StopException e) {
      return e.result();
    }
  }

  private static RepairDone undo(RunContext context, Request request) throws StopException {
    Instance instance = InstanceReader.readRunning(context);
    Baseline baseline = BaselineResolver.builtinDefault();
    Instant now = context.now();
    BaselineGoal goal =
        new BaselineGoal(
            new Auditor(Controls.all(), baseline, now, Disclosure.HIDE),
            Selection.ALL,
            Disclosure.HIDE);
    RestartLimit limit = request.restarts().limit();
    Repair.Result result =
        LockedRepair.run(
            context,
            instance,
            request.readyWithin(),
            (repair, receipts) ->
                repair.<StopException>undo(
                    goal,
                    () -> chosen(request, receipts),
                    receipt -> draft(context, receipt),
                    limit));
    FixReport report =
        new FixReport(
            instance,
            baseline,
            now,
            Disclosure.HIDE,
            limit,
            false,
            result,
            goal.pending(result.findings()),
            Version.TEXT);
    return new RepairDone(report, BaselineGoal.end(result), Optional.empty());
  }

  private static Receipt draft(RunContext context, Receipt undone) {
    return Receipt.begin(
        context.caller(), Version.TEXT, context.now(), "", Optional.of(undone.id()));
  }

  private static Receipt chosen(Request request, ReceiptStore receipts)
      throws StopException, IOException {
    if (request.receipt().isEmpty()) {
      return receipts
          .last()
          .orElseThrow(() ->
              wrong("there is nothing to put back; `ecs-harden history` lists what was done"));
    }
    String id = request.receipt().get();
    return receipts
        .receipt(id)
        .orElseThrow(
            () -> wrong("there is no receipt " + id + "; `ecs-harden history` lists them"));
  }

  private static StopException wrong(String line) {
    return new StopException(Stop.Reason.WRONG_REQUEST, line);
  }
}
