package io.ecsharden.repair;

import io.ecsharden.machine.MachineException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finishes or undoes what an interrupted run has left, by its journal. */
final class Recovery {

  /**
   * What was found.
   *
   * @param interrupted the interrupted run, if it had changed files, with those alone: they stay
   *     so, and belong to this run
   * @param rolledBack the interrupted run, if it was putting files back, which is now finished
   * @param messages what a person should know, a line each
   */
  record Found(Optional<Receipt> interrupted, Optional<Receipt> rolledBack, List<String> messages) {

    static final Found NOTHING = new Found(Optional.empty(), Optional.empty(), List.of());

    Found {
      messages = List.copyOf(messages);
    }

    /** The files of {@link #interrupted}. */
    List<FileRecord> adopted() {
      return interrupted.map(Receipt::files).orElse(List.of());
    }
  }

  private final ReceiptStore memory;
  private final Transaction transaction;
  private final List<String> messages = new ArrayList<>();

  Recovery(ReceiptStore memory, Transaction transaction) {
    this.memory = memory;
    this.transaction = transaction;
  }

  Found recover() throws IOException {
    Optional<Receipt> journal = memory.journal();
    if (journal.isEmpty()) {
      return Found.NOTHING;
    }
    Receipt run = journal.get();
    Optional<Receipt> receipt = memory.receipt(run.id());
    if (receipt.isPresent()) {
      // it had ended, all but for its journal and perhaps its line of history
      memory.end(receipt.get());
      return Found.NOTHING;
    }
    for (FileRecord file : run.files()) {
      discard(file, run.id());
    }
    return switch (run.outcome()) {
      case UNDOING -> undo(run);
      case ROLLING_BACK -> rollBack(run);
      case WRITING, WRITTEN, DONE, RESTART_PENDING, ROLLED_BACK -> adopt(run);
    };
  }

  private Found undo(Receipt run) throws IOException {
    putBack(run);
    memory.forget();
    say(run, "had failed, and what it had begun is put back now");
    return new Found(Optional.empty(), Optional.empty(), messages);
  }

  private Found rollBack(Receipt run) throws IOException {
    putBack(run);
    say(run, "was putting files back, and that is finished now");
    return new Found(Optional.empty(), Optional.of(run), messages);
  }

  /** Nothing of ours is beside a file that is not safe to write to by now. */
  private void discard(FileRecord file, String id) throws IOException {
    try {
      transaction.discard(file, id);
    } catch (MachineException e) {
      if (e.kind() != MachineException.Kind.UNSAFE) {
        throw e;
      }
    }
  }

  /** As many as can be; the first that cannot is what there is to tell. */
  private void putBack(Receipt run) throws IOException {
    Optional<IOException> stuck = Optional.empty();
    for (FileRecord file : run.files()) {
      try {
        if (!transaction.putBack(file, run.id())) {
          leftAlone(run, file);
        }
      } catch (IOException e) {
        stuck = stuck.or(() -> Optional.of(e));
      }
    }
    if (stuck.isPresent()) {
      throw stuck.get();
    }
  }

  private Found adopt(Receipt run) throws IOException {
    List<FileRecord> adopted = new ArrayList<>();
    List<FileRecord> others = new ArrayList<>();
    for (FileRecord file : run.files()) {
      Optional<Fingerprint> now = now(file);
      if (Fingerprint.same(now, file.before())) {
        continue;
      }
      if (Fingerprint.sameContent(now, file.after())) {
        adopted.add(file);
      } else {
        others.add(file);
        leftAlone(run, file);
      }
    }
    if (adopted.isEmpty() && !others.isEmpty()) {
      // it did change something, and that belongs into the history
      memory.end(
          run.withFiles(others).ended(RunOutcome.RESTART_PENDING, "interrupted", Duration.ZERO));
      return new Found(Optional.empty(), Optional.empty(), messages);
    }
    if (adopted.isEmpty()) {
      memory.forget();
      say(run, "had changed nothing yet; what it left is removed");
      return new Found(Optional.empty(), Optional.empty(), messages);
    }
    StringBuilder paths = new StringBuilder();
    adopted.forEach(file -> paths.append(paths.isEmpty() ? "" : ", ").append(file.path()));
    say(run, "had changed " + paths + " and got no further; this run finishes it");
    return new Found(Optional.of(run.withFiles(adopted)), Optional.empty(), messages);
  }

  private Optional<Fingerprint> now(FileRecord file) throws IOException {
    try {
      return transaction.now(file.path());
    } catch (MachineException e) {
      if (e.kind() == MachineException.Kind.UNSAFE) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private void leftAlone(Receipt run, FileRecord file) {
    say(run, "had changed " + file.path() + ", which somebody has changed since: it is left so");
  }

  private void say(Receipt run, String what) {
    messages.add("an interrupted run (" + run.verb() + " " + run.id() + ") " + what);
  }
}
