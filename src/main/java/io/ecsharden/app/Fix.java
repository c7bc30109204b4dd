package io.ecsharden.app;

import io.ecsharden.baseline.Baseline;
import io.ecsharden.control.Auditor;
import io.ecsharden.control.Finding;
import io.ecsharden.control.check.Controls;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.host.files.StateDirectory;
import io.ecsharden.plan.Plan;
import io.ecsharden.plan.Restart;
import io.ecsharden.plan.Selection;
import io.ecsharden.repair.Receipt;
import io.ecsharden.repair.ReceiptStore;
import io.ecsharden.repair.Repair;
import io.ecsharden.repair.RestartLimit;
import io.ecsharden.repair.StoppedContainers;
import io.ecsharden.report.FixReport;
import io.ecsharden.secrets.Disclosure;
import io.ecsharden.settings.BootWriter;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.value.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings an instance to its baseline, or shows the plan.
 *
 * <p>A repair reads the instance up to four times, and each time has its reason:
 *
 * <ol>
 *   <li>without the lock, to find that there is nothing to do, or no permission to do it;
 *   <li>under the lock, to plan with what nobody else changes any more ({@link Repair#run});
 *   <li>after the restart, to prove that the change took effect (the same);
 *   <li>for a report that is sent, after its random wait ({@link #auditAfter}).
 * </ol>
 */
public final class Fix {

  private Fix() {}

  /**
   * What to repair.
   *
   * @param dryRun whether the plan is all that is asked for
   * @param readyWithin how long the agent may take to be ready after a restart
   * @param only ids of controls; empty means all
   * @param skip ids of controls, also of those in {@code only}
   * @param revealSecrets whether the report shows them; a receipt never does
   */
  public record Request(
      BaselineRequest baseline,
      boolean dryRun,
      Restarts restarts,
      Duration readyWithin,
      Set<String> only,
      Set<String> skip,
      boolean revealSecrets) {
    public Request {
      only = Set.copyOf(only);
      skip = Set.copyOf(skip);
    }
  }

  /** The ids that {@link Request#only} and {@link Request#skip} can hold, in their order. */
  public static Set<String> controls() {
    return Controls.catalog().ids();
  }

  /** Repairs, or plans. */
  public static Result<RepairDone> run(
      RunContext context, Request request, ReportDelivery delivery) {
    try {
      Baseline baseline =
          BaselineResolver.resolve(context, request.baseline(), delivery.systemsManager());
      return new Result.Done<>(run(context, request, baseline));
    } catch (StopException e) {
      return e.result();
    }
  }

  /** Audits the instance as it is after a repair, for those who get a report. */
  public static Result<Audit.Done> auditAfter(
      RunContext context, RepairDone repair, ReportDelivery delivery) {
    try {
      return new Result.Done<>(
          Audit.now(context, repair.report().baseline(), Audit.WHOLE, delivery));
    } catch (StopException e) {
      return e.result();
    }
  }

  /** The same with a baseline that is read already. */
  static RepairDone run(RunContext context, Request request, Baseline baseline)
      throws StopException {
    Instant now = context.now();
    // a repair prints what its receipt says, and a receipt has no secrets
    Disclosure shown = Audit.disclosure(request.revealSecrets() && request.dryRun());
    BaselineGoal goal =
        new BaselineGoal(
            new Auditor(Controls.all(), baseline, now),
            new Selection(request.only(), request.skip()));
    Instance instance = InstanceReader.readRunning(context, baseline);
    RestartLimit limit = request.restarts().limit();
    Repair.Result result =
        request.dryRun()
            ? planned(context, instance, goal)
            : repaired(context, request, instance, goal, baseline);
    result = withWarning(result, instance);
    FixReport report =
        new FixReport(
            instance,
            baseline,
            now,
            shown,
            limit,
            request.dryRun(),
            result,
            goal.pending(result.findings()),
            "fix",
            Version.TEXT);
    return new RepairDone(report, goal.state(result), InstanceReader.unseen(instance));
  }

  /** Says where a repair does not last. */
  private static Repair.Result withWarning(Repair.Result result, Instance instance) {
    Optional<Origin> writer = BootWriter.of(instance.facts());
    boolean written =
        result.plan().files().stream()
            .anyMatch(file ->
                file.path().equals(HostFacts.ECS_CONFIG)
                    || file.path().equals(HostFacts.INSTANCE_CONFIG));
    if (writer.isEmpty() || !written) {
      return result;
    }
    List<String> messages = new ArrayList<>(result.messages());
    messages.add(
        "the repair does not last: user data writes the file again at each boot ("
            + writer.get().display()
            + "); correct the user data as well");
    return new Repair.Result(result.plan(), result.receipt(), result.findings(), messages);
  }

  private static Repair.Result planned(RunContext context, Instance instance, BaselineGoal goal) {
    List<Finding> findings = goal.findings(instance);
    List<String> messages = new ArrayList<>();
    if (isInterrupted(context)) {
      messages.add("an interrupted run has left its journal: the next fix finishes or undoes it");
    }
    Plan plan = goal.plan(instance, findings);
    if (plan.restarts().contains(Restart.DOCKER) && !instance.facts().running().isOffline()) {
      messages.add(
          "a restart of Docker: "
              + StoppedContainers.of(LockedRepair.runtime(context, instance, Set.of())));
    }
    return new Repair.Result(plan, Optional.empty(), findings, messages);
  }

  private static Repair.Result repaired(
      RunContext context, Request request, Instance instance, BaselineGoal goal, Baseline baseline)
      throws StopException {
    Optional<FileFact.Unreadable> forbidden = InstanceReader.forbidden(instance);
    if (forbidden.isPresent()) {
      throw new StopException(
          Stop.Reason.NO_PERMISSION,
          forbidden.get().path()
              + ": "
              + forbidden.get().detail()
              + "; run as root. Nothing was changed");
    }
    RestartLimit limit = request.restarts().limit();
    List<Finding> findings = goal.findings(instance);
    Plan plan = goal.plan(instance, findings);
    boolean nothing =
        plan.files().isEmpty()
            && (plan.isEmpty() || limit == RestartLimit.NEVER)
            && !isInterrupted(context);
    if (nothing) {
      return new Repair.Result(plan, Optional.empty(), findings, List.of());
    }
    Receipt draft =
        Receipt.begin(
            context.caller(), Version.TEXT, context.now(), baseline.name(), Optional.empty());
    return LockedRepair.run(
        context,
        instance,
        InstanceReader.questions(baseline),
        request.readyWithin(),
        (repair, receipts) -> repair.run(goal, draft, limit));
  }

  private static boolean isInterrupted(RunContext context) {
    return StateDirectory.has(context.root(), ReceiptStore.JOURNAL);
  }
}
