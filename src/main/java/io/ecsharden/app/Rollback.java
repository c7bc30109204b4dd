package io.ecsharden.app;

import io.ecsharden.baseline.Baseline;
import io.ecsharden.control.Auditor;
import io.ecsharden.control.check.Controls;
import io.ecsharden.host.files.StateDirectory;
import io.ecsharden.plan.Plan;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts back exactly what was there before a run. */
public final class Rollback {

  private Rollback() {}

  /**
   * What to put back.
   *
   * @param receipt the run, by the beginning of its receipt; without one, or with {@link #LAST},
   *     the last one that is not put back yet
   * @param dryRun whether what would be put back is all that is asked for
   * @param readyWithin how long the agent may take to be ready after a restart
   */
  public record Request(
      Optional<String> receipt, boolean dryRun, Restarts restarts, Duration readyWithin) {}

  /** Stands for the last run that is not put back yet. */
  public static final String LAST = "last";

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
    BaselineGoal goal = new BaselineGoal(new Auditor(Controls.all(), baseline, now), Selection.ALL);
    RestartLimit limit = request.restarts().limit();
    Repair.Result result =
        request.dryRun()
            ? planned(context, request, instance, goal)
            : LockedRepair.run(
                context,
                instance,
                Set.of(),
                request.readyWithin(),
                (repair, receipts) ->
                    repair.<StopException>undo(
                        goal,
                        () -> chosen(context, request, receipts),
                        receipt -> draft(context, receipt),
                        limit));
    FixReport report =
        new FixReport(
            instance,
            baseline,
            now,
            Disclosure.HIDE,
            limit,
            request.dryRun(),
            result,
            request.dryRun() ? List.of() : goal.pending(result.findings()),
            "rollback" + request.receipt().map(id -> " " + id).orElse(""),
            Version.TEXT);
    return new RepairDone(report, BaselineGoal.end(result), Optional.empty());
  }

  private static Receipt draft(RunContext context, Receipt undone) {
    return Receipt.begin(
        context.caller(), Version.TEXT, context.now(), "", Optional.of(undone.id()));
  }

  private static Repair.Result planned(
      RunContext context, Request request, Instance instance, BaselineGoal goal)
      throws StopException {
    try {
      Optional<StateDirectory> state = StateDirectory.look(context.root());
      if (state.isEmpty()) {
        throw nothing(context);
      }
      try (StateDirectory opened = state.get()) {
        ReceiptStore receipts = new ReceiptStore(opened);
        Receipt receipt = chosen(context, request, receipts);
        Plan plan =
            LockedRepair.repair(context, instance, Set.of(), request.readyWithin(), receipts)
                .undoing(receipt)
                .judgedOn(instance);
        List<String> messages = new ArrayList<>();
        messages.add("this is how it was before " + receipt.id());
        if (StateDirectory.has(context.root(), ReceiptStore.JOURNAL)) {
          messages.add("an interrupted run has left its journal: `rollback` finishes it first");
        }
        return new Repair.Result(plan, Optional.empty(), goal.findings(instance), messages);
      }
    } catch (IOException e) {
      throw LockedRepair.stop(e);
    }
  }

  private static Receipt chosen(RunContext context, Request request, ReceiptStore receipts)
      throws StopException, IOException {
    if (request.receipt().isEmpty() || request.receipt().get().equals(LAST)) {
      return receipts.last().orElseThrow(() -> nothing(context));
    }
    return named(context, request.receipt().get(), receipts);
  }

  /** The receipt that is the only one to begin with a text. */
  static Receipt named(RunContext context, String prefix, ReceiptStore receipts)
      throws StopException, IOException {
    List<String> ids = receipts.ids(prefix);
    String list = "; " + context.command("history") + " lists them";
    if (ids.size() > 1 && !ids.contains(prefix)) {
      throw wrong(ids.size() + " receipts begin with " + prefix + list);
    }
    String id = ids.size() == 1 ? ids.getFirst() : prefix;
    return receipts.receipt(id).orElseThrow(() -> wrong("there is no receipt " + prefix + list));
  }

  private static StopException nothing(RunContext context) {
    return wrong(
        "there is nothing to put back; " + context.command("history") + " lists what was done");
  }

  private static StopException wrong(String line) {
    return new StopException(Stop.Reason.WRONG_REQUEST, line);
  }
}
