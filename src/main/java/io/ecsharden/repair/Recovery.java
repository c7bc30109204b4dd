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
   * @param changedByOthers paths of {@link #rolledBack} that somebody else has changed; they stay
   *     so
   * @param messages what a person should know, a line each
   */
  record Found(
      Optional<Receipt> interrupted,
      Optional<Receipt> rolledBack,
      List<String> changedByOthers,
      List<String> messages) {

    static final Found NOTHING = nothing(List.of());

    Found {
      changedByOthers = List.copyOf(changedByOthers);
      messages = List.copyOf(messages);
    }

    private static Found nothing(List<String> messages) {
      return new Found(Optional.empty(), Optional.empty(), List.of(), messages);
    }

    /** The files of {@link #interrupted}. */
    List<FileRecord> adopted() {
      return interrupted.map(Receipt::files).orElse(List.of());
    }
  }

  private final ReceiptStore receipts;
  private final Transaction transaction;
  private final List<String> messages = new ArrayList<>();

  Recovery(ReceiptStore receipts, Transaction transaction) {
    this.receipts = receipts;
    this.transaction = transaction;
  }

  Found recover() throws IOException {
    Optional<Receipt> journal = receipts.journal();
    if (journal.isEmpty()) {
      return Found.NOTHING;
    }
    Receipt run = journal.get();
    Optional<Receipt> receipt = receipts.receipt(run.id());
    if (receipt.isPresent()) {
      // it had ended, all but for its journal and perhaps its line of history
      receipts.end(receipt.get());
      return Found.NOTHING;
    }
    for (FileRecord file : run.files()) {
      discard(file, run.id());
    }
    return switch (run.outcome()) {
      case UNDOING -> undo(run);
      case ROLLING_BACK -> rollBack(run);
      case WRITING, WRITTEN, DONE, RESTART_PENDING, ROLLED_BACK, NOT_RESTORED -> adopt(run);
    };
  }

  private Found undo(Receipt run) throws IOException {
    List<String> others = putBack(run);
    if (!others.isEmpty()) {
      List<FileRecord> left =
          run.files().stream().filter(file -> others.contains(file.path())).toList();
      receipts.end(
          run.withFiles(left).ended(RunOutcome.NOT_RESTORED, "interrupted", Duration.ZERO));
      return Found.nothing(messages);
    }
    receipts.forget();
    say(run, "had failed, and what it had begun is put back now");
    return Found.nothing(messages);
  }

  private Found rollBack(Receipt run) throws IOException {
    List<String> others = putBack(run);
    say(run, "was putting files back, and that is finished now");
    return new Found(Optional.empty(), Optional.of(run), others, messages);
  }

  /** Beside a file that is not safe to write to, there is nothing of ours. */
  private void discard(FileRecord file, String id) throws IOException {
    try {
      transaction.discard(file, id);
    } catch (MachineException e) {
      if (e.kind() != MachineException.Kind.UNSAFE) {
        throw e;
      }
    }
  }

  /**
   * Puts back as many files as can be.
   *
   * @return the paths that somebody else has changed
   * @throws MachineException {@code NOT_RESTORED} when a file cannot be put back
   */
  private List<String> putBack(Receipt run) throws MachineException {
    List<String> others = new ArrayList<>();
    List<String> stuck = new ArrayList<>();
    for (FileRecord file : run.files()) {
      try {
        if (!transaction.putBack(file, run.id())) {
          sayLeftAlone(run, file);
          others.add(file.path());
        }
      } catch (IOException e) {
        stuck.add(String.valueOf(e.getMessage()));
      }
    }
    if (!stuck.isEmpty()) {
      throw new MachineException(
          MachineException.Kind.NOT_RESTORED,
          "an interrupted run ("
              + run.verb()
              + " "
              + run.id()
              + ") left files that cannot be put back ("
              + String.join("; ", stuck)
              + "): remove the cause and run it again");
    }
    return others;
  }

  private Found adopt(Receipt run) throws IOException {
    List<FileRecord> adopted = new ArrayList<>();
    List<FileRecord> others = new ArrayList<>();
    for (FileRecord file : run.files()) {
      Optional<Fingerprint> now = now(file);
      if (Fingerprint.same(now, file.before())) {
        continue;
      }
      if (file.isContentOf(now)) {
        adopted.add(
            Fingerprint.sameContent(now, file.after())
                ? file
                : file.endingWith(file.between().orElseThrow().file()));
      } else {
        others.add(file);
        sayLeftAlone(run, file);
      }
    }
    if (adopted.isEmpty() && !others.isEmpty()) {
      // it did change something, and that belongs into the history
      receipts.end(
          run.withFiles(others).ended(RunOutcome.RESTART_PENDING, "interrupted", Duration.ZERO));
      return Found.nothing(messages);
    }
    if (adopted.isEmpty()) {
      receipts.forget();
      say(run, "had changed nothing yet; what it left is removed");
      return Found.nothing(messages);
    }
    StringBuilder paths = new StringBuilder();
    adopted.forEach(file -> paths.append(paths.isEmpty() ? "" : ", ").append(file.path()));
    say(run, "had changed " + paths + " and was interrupted; this run finishes it");
    return new Found(Optional.of(run.withFiles(adopted)), Optional.empty(), List.of(), messages);
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

  private void sayLeftAlone(Receipt run, FileRecord file) {
    String path = file.path();
    say(run, "had changed " + path + ", which somebody has changed since: this run leaves it");
  }

  private void say(Receipt run, String what) {
    messages.add("an interrupted run (" + run.verb() + " " + run.id() + ") " + what);
  }
}
