package io.ecsharden.repair;

import io.ecsharden.facts.FileFact;
import io.ecsharden.format.Digest;
import io.ecsharden.machine.InstanceFiles;
import io.ecsharden.machine.MachineException;
import io.ecsharden.machine.NewContent;
import io.ecsharden.machine.Target;
import io.ecsharden.plan.FileChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings a plan's files to the disk, all or none. Before the first file is touched the journal says
 * what is there and what shall be; whatever dies when, the next run knows what to do.
 *
 * <p>Every method throws {@link MachineException} when the machine says no; then every file is as
 * it was, or the message says which one is not.
 */
public final class Transaction {

  private final InstanceFiles files;
  private final ReceiptStore receipts;

  public Transaction(InstanceFiles files, ReceiptStore receipts) {
    this.files = files;
    this.receipts = receipts;
  }

  /** One file with what has to happen to it. */
  private record Step(Target target, Optional<NewContent> content, FileRecord file) {}

  /**
   * Writes everything.
   *
   * @param draft the run's record
   * @param adopted what an interrupted run had changed, and is now this run's
   * @return the record with its files, which is also the journal now
   */
  Receipt apply(List<FileChange> changes, Receipt draft, List<FileRecord> adopted)
      throws IOException {
    List<Step> steps = new ArrayList<>();
    try {
      for (FileChange change : changes) {
        steps.add(step(change));
      }
      return write(steps, draft, adopted);
    } finally {
      steps.forEach(step -> step.target().close());
    }
  }

  private Step step(FileChange change) throws IOException {
    Target target = files.open(change.path());
    Optional<Fingerprint> before = Fingerprint.of(target.fact());
    if (!Fingerprint.same(before, Fingerprint.of(change.before()))) {
      target.close();
      throw new MachineException(
          MachineException.Kind.CHANGED,
          change.path() + " was changed by somebody else since it was read; run it again");
    }
    Optional<NewContent> content =
        change
            .after()
            .map(bytes ->
                new NewContent(
                    bytes,
                    change.mode(),
                    change.owner().map(FileChange.Owner::uid).orElse(target.uid()),
                    change.owner().map(FileChange.Owner::gid).orElse(target.gid())));
    Optional<Fingerprint> after =
        content.map(c -> new Fingerprint(Digest.of(c.bytes()), c.mode(), c.uid(), c.gid()));
    return new Step(
        target,
        content,
        new FileRecord(change.path(), before, after, change.reasons(), change.restarts()));
  }

  private Receipt write(List<Step> steps, Receipt draft, List<FileRecord> adopted)
      throws IOException {
    for (Step step : steps) {
      if (step.target().fact() instanceof FileFact.Content content) {
        receipts.keep(content.bytes());
      }
    }
    Receipt journal = receipts.unused(draft).withFiles(merged(steps, adopted));
    receipts.journal(journal);
    boolean touched = false;
    try {
      for (Step step : steps) {
        if (step.content().isPresent()) {
          step.target().stage(step.file().temporary(journal.id()), step.content().get());
        }
      }
      for (Step step : steps) {
        // before it is tried: it may have happened although the disk says that it failed
        touched = true;
        if (step.content().isPresent()) {
          step.target().commit();
        } else {
          step.target().remove();
        }
      }
      return journal.with(RunOutcome.WRITTEN);
    } catch (IOException e) {
      throw undone(steps, journal, touched || !adopted.isEmpty(), e);
    }
  }

  /** What an interrupted run changed, and this one changes again, is one change. */
  private static List<FileRecord> merged(List<Step> steps, List<FileRecord> adopted) {
    Map<String, FileRecord> files = new LinkedHashMap<>();
    adopted.forEach(file -> files.put(file.path(), file));
    for (Step step : steps) {
      FileRecord file = step.file();
      files.merge(file.path(), file, FileRecord::then);
    }
    return List.copyOf(files.values());
  }

  /** Puts everything back after a failure, and gives that failure with what came of it. */
  private IOException undone(
      List<Step> steps, Receipt journal, boolean touched, IOException failure) {
    try {
      if (touched) {
        receipts.journal(journal.with(RunOutcome.UNDOING));
      }
      for (Step step : steps) {
        step.target().discard(step.file().temporary(journal.id()));
      }
      if (touched) {
        for (FileRecord file : journal.files()) {
          putBack(file, journal.id());
        }
      }
      receipts.forget();
      return failure;
    } catch (IOException e) {
      MachineException.Kind kind =
          failure instanceof MachineException known ? known.kind() : MachineException.Kind.FAILED;
      return new MachineException(
          touched ? MachineException.Kind.NOT_RESTORED : kind,
          failure.getMessage()
              + (touched
                  ? "; not everything could be put back ("
                  : "; a copy could not be removed (")
              + e.getMessage()
              + "): run it again, which goes on with that");
    }
  }

  /**
   * Gives a file back what it held before a run, if it still holds what that run wrote.
   *
   * @return false when it holds something else, and was left alone
   */
  boolean putBack(FileRecord file, String id) throws IOException {
    try (Target target = files.open(file.path())) {
      Optional<Fingerprint> now = Fingerprint.of(target.fact());
      if (Fingerprint.same(now, file.before())) {
        return true;
      }
      if (!Fingerprint.sameContent(now, file.after())) {
        return false;
      }
      if (file.before().isEmpty()) {
        if (now.isPresent()) {
          target.remove();
        }
        return true;
      }
      Fingerprint before = file.before().get();
      // who changed the mode or the owner since meant it
      Fingerprint owner = Fingerprint.same(now, file.after()) ? before : now.orElse(before);
      String temporary = file.temporary(id);
      target.discard(temporary);
      target.stage(
          temporary, new NewContent(receipts.kept(before), owner.mode(), owner.uid(), owner.gid()));
      target.commit();
      return true;
    }
  }

  /** Removes what a run left beside a file. */
  void discard(FileRecord file, String id) throws IOException {
    try (Target target = files.open(file.path())) {
      target.discard(file.temporary(id));
    }
  }

  /** The change that takes a receipt's change back; none where the file is as it was already. */
  Optional<FileChange> backwards(FileRecord file, String id) throws IOException {
    try (Target target = files.open(file.path())) {
      if (Fingerprint.same(Fingerprint.of(target.fact()), file.before())) {
        return Optional.empty();
      }
      Optional<Fingerprint> now = Fingerprint.of(target.fact());
      // what goes altogether may belong to whom it will
      boolean left =
          file.before().isEmpty()
              ? Fingerprint.sameContent(now, file.after())
              : Fingerprint.same(now, file.after());
      if (!left) {
        throw new MachineException(
            MachineException.Kind.CHANGED,
            file.path()
                + " is not as the run "
                + id
                + " left it: somebody has changed it since (its content, its mode or its owner), and nothing"
                + " was put back");
      }
      Optional<Fingerprint> before = file.before();
      return Optional.of(
          new FileChange(
              target.fact(),
              before.isEmpty() ? Optional.empty() : Optional.of(receipts.kept(before.get())),
              before.map(Fingerprint::mode).orElse(0),
              before.map(b -> new FileChange.Owner(b.uid(), b.gid())),
              List.of(new FileChange.Reason("rollback", "as it was before " + id)),
              file.restarts()));
    }
  }

  /** What a file is now. */
  Optional<Fingerprint> now(String path) throws IOException {
    try (Target target = files.open(path)) {
      return Fingerprint.of(target.fact());
    }
  }
}
