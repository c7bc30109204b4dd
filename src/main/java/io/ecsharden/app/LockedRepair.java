package io.ecsharden.app;

import io.ecsharden.host.LiveRuntime;
import io.ecsharden.host.Question;
import io.ecsharden.host.files.SafeFiles;
import io.ecsharden.host.files.StateDirectory;
import io.ecsharden.host.files.StateSection;
import io.ecsharden.machine.MachineException;
import io.ecsharden.repair.ReceiptStore;
import io.ecsharden.repair.Repair;
import io.ecsharden.repair.Transaction;
import io.ecsharden.settings.Instance;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/** Repairs under the lock of an instance's state. */
final class LockedRepair {

  private LockedRepair() {}

  /** What is done under the lock. */
  interface Work {
    Repair.Result with(Repair repair, ReceiptStore receipts) throws StopException, IOException;
  }

  /**
   * Does something under the lock.
   *
   * @param instance as it was read before; it says where Docker is
   * @param questions what the audits of the work want to know besides
   * @param wait how long the agent may take to be ready after a restart
   */
  static Repair.Result run(
      RunContext context, Instance instance, Set<Question> questions, Duration wait, Work work)
      throws StopException {
    String holder = context.holder() + ", since " + context.now();
    try (StateDirectory state = StateDirectory.lock(context.root(), StateSection.REPAIRS, holder)) {
      ReceiptStore receipts = new ReceiptStore(state);
      return work.with(repair(context, instance, questions, wait, receipts), receipts);
    } catch (IOException e) {
      throw stop(e);
    } finally {
      context.messages().progressEnded();
    }
  }

  /** Reads and writes an instance; the lock is its caller's. */
  static Repair repair(
      RunContext context,
      Instance instance,
      Set<Question> questions,
      Duration wait,
      ReceiptStore receipts) {
    return new Repair(
        new Transaction(new SafeFiles(context.root()), receipts),
        receipts,
        runtime(context, instance, questions),
        context.timer(),
        wait,
        context.messages()::progress);
  }

  /** The instance as it runs. */
  static LiveRuntime runtime(RunContext context, Instance instance, Set<Question> questions) {
    return new LiveRuntime(
        context.root(),
        context.environment(),
        InstanceReader.dockerHost(instance),
        questions,
        instance.facts().running().network().endpoints(),
        context.budget());
  }

  /** What the machine refused, as a reason. */
  static StopException stop(IOException e) {
    MachineException.Kind kind =
        e instanceof MachineException machine ? machine.kind() : MachineException.Kind.FAILED;
    Stop.Reason reason =
        switch (kind) {
          case LOCKED -> Stop.Reason.LOCKED;
          case PERMISSION -> Stop.Reason.NO_PERMISSION;
          case UNSAFE, CHANGED, FAILED -> Stop.Reason.NOTHING_CHANGED;
          case NOT_RESTORED -> Stop.Reason.NOT_RESTORED;
          case STATE -> Stop.Reason.STATE_UNREADABLE;
          case UNRECORDED -> Stop.Reason.NOT_RECORDED;
        };
    return new StopException(reason, String.valueOf(e.getMessage()));
  }
}
