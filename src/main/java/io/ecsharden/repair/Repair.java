package io.ecsharden.repair;

import io.ecsharden.control.Finding;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.machine.MachineException;
import io.ecsharden.machine.Runtime;
import io.ecsharden.machine.Timer;
import io.ecsharden.plan.BlockChange;
import io.ecsharden.plan.FileContent;
import io.ecsharden.plan.Plan;
import io.ecsharden.plan.Restart;
import io.ecsharden.settings.Instance;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A run that changes something, from the lock to the receipt: recover, write, restart, prove, and
 * put back what was not proven. It runs under the lock of the state.
 *
 * <p>The instance is read twice, and both readings are needed: {@link #readUnderLock} gives what is
 * changed, since a reading from before the lock may be another run's past; {@link #readAsProof}
 * gives what is effective afterwards.
 *
 * <p>Its methods throw {@link MachineException} when the machine says no.
 */
public final class Repair {

  /** Somebody who changes the file as often as this, at the same time, does it on purpose. */
  private static final int TRIES = 3;

  private final Transaction transaction;
  private final ReceiptStore receipts;
  private final Runtime runtime;
  private final Restarter restarter;
  private final BlockRunner blocks;
  private final RunCompletion completion;
  private final AutomaticRollback rollback;

  /**
   * @param timeout how long the agent may take to be ready after a restart
   * @param progress gets a line on what is being waited for
   */
  public Repair(
      Transaction transaction,
      ReceiptStore receipts,
      Runtime runtime,
      Timer timer,
      Duration timeout,
      Consumer<String> progress) {
    this.transaction = transaction;
    this.receipts = receipts;
    this.runtime = runtime;
    this.restarter = new Restarter(runtime, timer, timeout, progress);
    this.blocks = new BlockRunner(runtime, timer);
    this.completion = new RunCompletion(timer);
    this.rollback =
        new AutomaticRollback(
            transaction.stoppingBlock(blocks::stop), receipts, restarter, completion);
  }

  /** The desired state, and how far the instance is from it. */
  public interface Goal {

    /** Judges the instance. */
    List<Finding> findings(Instance instance);

    /** What to change. */
    Plan plan(Instance instance, List<Finding> findings) throws IOException;

    /**
     * The findings of this run's controls whose values are right in the files, and not effective.
     */
    List<Finding> pending(List<Finding> findings);
  }

  /**
   * What a run came to.
   *
   * @param plan what it was to change
   * @param receipt of what it did; none where there was nothing to do
   * @param findings how the instance is now
   * @param messages what a person should know besides, a line each
   */
  public record Result(
      Plan plan, Optional<Receipt> receipt, List<Finding> findings, List<String> messages) {
    public Result {
      findings = List.copyOf(findings);
      messages = List.copyOf(messages);
    }
  }

  /** What is on the disk now, and what was seen before. */
  private record Written(Plan plan, Receipt journal, HostFacts host, Set<Restart> needs) {}

  /** Brings the instance to the goal. */
  public Result run(Goal goal, Receipt draft, RestartLimit limit) throws IOException {
    List<String> messages = new ArrayList<>();
    Recovery.Found found = recover(messages, limit);
    if (found.rolledBack().isPresent()) {
      return finishRollback(goal, found, found.rolledBack().get(), limit, messages);
    }
    return finish(goal, write(goal, draft, found.adopted()), limit, messages);
  }

  /** Says which run is to be put back. */
  public interface Choice<E extends Exception> {
    Receipt choose() throws IOException, E;
  }

  /**
   * Puts back what a receipt's run changed. What an interrupted run had changed gets its receipt
   * before the choice; a roll-back that was interrupted is finished first, and nothing else is
   * done.
   *
   * @param draft this run's record, for the receipt that was chosen
   */
  public <E extends Exception> Result undo(
      Goal goal, Choice<E> choice, UnaryOperator<Receipt> draft, RestartLimit limit)
      throws IOException, E {
    List<String> messages = new ArrayList<>();
    Recovery.Found found = recover(messages, limit);
    if (found.rolledBack().isPresent()) {
      return finishRollback(goal, found, found.rolledBack().get(), limit, messages);
    }
    List<FileRecord> adopted = found.adopted();
    if (found.interrupted().filter(run -> run.undoes().isEmpty()).isPresent()) {
      receipts.end(
          completion.ended(found.interrupted().get(), RunOutcome.RESTART_PENDING, "interrupted"));
      adopted = List.of();
    }
    Receipt receipt = choice.choose();
    HostFacts host = readUnderLock();
    Plan plan = undoing(receipt).judgedOn(Instance.of(host));
    if (plan.isEmpty() && adopted.isEmpty()) {
      messages.add(
          "every file is as it was before "
              + receipt.id()
              + " already; name an earlier receipt to go further back");
      return new Result(plan, Optional.empty(), proof(goal), messages);
    }
    Receipt journal = writing(limit).apply(plan.changes(), draft.apply(receipt), adopted);
    return finish(goal, new Written(plan, journal, host, needs(journal)), limit, messages);
  }

  /** What writes, and stops a unit before it is removed, where that is allowed. */
  private Transaction writing(RestartLimit limit) {
    return limit == RestartLimit.NEVER ? transaction : transaction.stoppingBlock(blocks::stop);
  }

  /** What {@link #undo} would change for a receipt. Writes nothing, and needs no lock. */
  public Plan undoing(Receipt receipt) throws IOException {
    List<FileContent> changes = new ArrayList<>();
    for (FileRecord file : receipt.files()) {
      transaction.backwards(file, receipt.id()).ifPresent(changes::add);
    }
    return new Plan(BlockChange.grouped(changes), List.of());
  }

  private Recovery.Found recover(List<String> messages, RestartLimit limit) throws IOException {
    Recovery.Found found = new Recovery(receipts, writing(limit)).recover();
    messages.addAll(found.messages());
    return found;
  }

  /** After a roll-back that another run had begun, nothing else is changed: nobody asked for it. */
  private Result finishRollback(
      Goal goal,
      Recovery.Found found,
      Receipt interrupted,
      RestartLimit limit,
      List<String> messages)
      throws IOException {
    boolean docker =
        interrupted.restarts().stream().anyMatch(r -> r.what().equals(AgentAwaiter.DOCKER_UNIT));
    RestartLimit then = docker ? RestartLimit.DOCKER : RestartLimit.AGENT;
    Receipt end =
        !limit.waits()
            ? rollback.resumedWithoutRestart(interrupted, found.changedByOthers())
            : rollback.resumed(
                interrupted, allowed(needs(interrupted), then), found.changedByOthers());
    if (needs(interrupted).contains(Restart.IMDS_BLOCK)) {
      blocks.run(BlockRunner.isThere(interrupted.files(), FileRecord::before), limit);
    }
    return result(goal, Plan.EMPTY, end, messages);
  }

  private Result finish(Goal goal, Written written, RestartLimit limit, List<String> messages)
      throws IOException {
    if (written.journal().files().isEmpty() && written.needs().isEmpty()) {
      return new Result(written.plan(), Optional.empty(), proof(goal), messages);
    }
    BlockRunner.Ran block = block(written, limit);
    Receipt journal = block.record().map(written.journal()::withRestart).orElse(written.journal());
    Set<Restart> needs = EnumSet.noneOf(Restart.class);
    needs.addAll(written.needs());
    needs.remove(Restart.IMDS_BLOCK);
    RestartResult restarted =
        restarter.restart(
            needs, limit, written.host(), !journal.files().isEmpty(), written.plan().holds());
    Set<Restart> done = allowed(needs, limit);
    if (restarted instanceof RestartResult.Unhealthy(String reason)) {
      Receipt back = rollback.run(journal, done, reason, started(written));
      if (written.needs().contains(Restart.IMDS_BLOCK)) {
        blocks.run(BlockRunner.isThere(journal.files(), FileRecord::before), limit);
      }
      return result(goal, written.plan(), back, messages);
    }
    List<Finding> findings = proof(goal);
    Receipt end =
        completion.of(journal, done, restarted, goal.pending(findings)).waitingFor(block.problem());
    if (!end.changesFiles() && end.restarts().isEmpty()) {
      // this run may have undone what an interrupted one did
      receipts.forget();
      if (!end.message().isEmpty()) {
        messages.add(end.message());
      }
      return new Result(written.plan(), Optional.empty(), findings, messages);
    }
    receipts.end(end);
    return new Result(written.plan(), Optional.of(end), findings, messages);
  }

  private BlockRunner.Ran block(Written written, RestartLimit limit) {
    return written.needs().contains(Restart.IMDS_BLOCK) && !written.host().running().isOffline()
        ? blocks.run(BlockRunner.isThere(written.journal().files(), FileRecord::after), limit)
        : BlockRunner.Ran.NOTHING;
  }

  /** Since when the agent had run; since ever where it did not, or nobody knows. */
  private static Instant started(Written written) {
    return written.host().running().agent() instanceof Program.Running running
        ? running.started()
        : Instant.EPOCH;
  }

  /** The instance as it is under the lock: what is planned from it is written to it. */
  private HostFacts readUnderLock() {
    return runtime.look();
  }

  /** The instance after the run: what is effective now, and not what should be. */
  private Instance readAsProof() {
    return Instance.of(runtime.look());
  }

  private List<Finding> proof(Goal goal) {
    return goal.findings(readAsProof());
  }

  private Result result(Goal goal, Plan plan, Receipt receipt, List<String> messages) {
    return new Result(plan, Optional.of(receipt), proof(goal), messages);
  }

  /** Plans and writes, again when somebody else wrote in between. */
  private Written write(Goal goal, Receipt draft, List<FileRecord> adopted) throws IOException {
    for (int i = 1; ; i++) {
      HostFacts host = readUnderLock();
      ReadableFiles.need(host);
      Instance instance = Instance.of(host);
      Plan plan = goal.plan(instance, goal.findings(instance));
      try {
        boolean nothing = plan.files().isEmpty() && adopted.isEmpty();
        Receipt journal =
            nothing ? receipts.unused(draft) : transaction.apply(plan.changes(), draft, adopted);
        Set<Restart> needs = needs(journal);
        needs.addAll(plan.restarts());
        return new Written(plan, journal, host, needs);
      } catch (MachineException e) {
        if (e.kind() != MachineException.Kind.CHANGED || i == TRIES) {
          throw e;
        }
      }
    }
  }

  private static Set<Restart> needs(Receipt journal) {
    Set<Restart> needs = EnumSet.noneOf(Restart.class);
    journal.files().forEach(file -> needs.addAll(file.restarts()));
    return needs;
  }

  /** What of it may be done, and so what may be done once more when files are put back. */
  private static Set<Restart> allowed(Set<Restart> needs, RestartLimit limit) {
    Set<Restart> allowed = EnumSet.noneOf(Restart.class);
    for (Restart restart : needs) {
      if (limit.allows(restart)) {
        allowed.add(restart);
      }
    }
    return allowed;
  }
}
