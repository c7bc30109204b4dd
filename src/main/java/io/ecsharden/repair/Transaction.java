package io.ecsharden.repair;

import io.ecsharden.facts.HostFacts;
import io.ecsharden.machine.InstanceFiles;
import io.ecsharden.machine.MachineException;
import io.ecsharden.machine.NewContent;
import io.ecsharden.machine.Target;
import io.ecsharden.plan.BlockChange;
import io.ecsharden.plan.Change;
import io.ecsharden.plan.FileContent;
import io.ecsharden.plan.Reason;
import io.ecsharden.plan.RepairableFiles;
import io.ecsharden.plan.ServiceRestart;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a plan's files, all or none, and puts files back. Before the first file is touched the
 * journal says what is there and what will be: whenever the program dies, the next run can go on.
 *
 * <p>Every method throws {@link MachineException} when the machine says no; then every file is as
 * it was, or the kind is {@code NOT_RESTORED} and the message names the file.
 */
public final class Transaction {

  private final InstanceFiles files;
  private final ReceiptStore receipts;
  private final Runnable stopsBlock;

  public Transaction(InstanceFiles files, ReceiptStore receipts) {
    this(path -> open(files, path), receipts, () -> {});
  }

  private Transaction(InstanceFiles files, ReceiptStore receipts, Runnable stopsBlock) {
    this.files = files;
    this.receipts = receipts;
    this.stopsBlock = stopsBlock;
  }

  /** The same, which stops the unit that blocks the metadata service before its file goes. */
  Transaction stoppingBlock(Runnable stop) {
    return new Transaction(files, receipts, stop);
  }

  private void remove(String path, Removal removal) throws IOException {
    if (path.equals(HostFacts.BLOCK_FILE)) {
      stopsBlock.run();
    }
    removal.run();
  }

  private interface Removal {
    void run() throws IOException;
  }

  /** Whatever a record says: nothing else is opened, written or removed. */
  private static Target open(InstanceFiles files, String path) throws IOException {
    if (!RepairableFiles.contains(path)) {
      throw new MachineException(
          MachineException.Kind.STATE, path + " is not a file that a repair may change");
    }
    return files.open(path);
  }

  /**
   * Writes everything.
   *
   * @param draft the run's record
   * @param adopted what an interrupted run had changed, and is now this run's
   * @return the record with its files, which is also the journal now
   */
  Receipt apply(List<? extends Change> changes, Receipt draft, List<FileRecord> adopted)
      throws IOException {
    List<FileStep> steps = new ArrayList<>();
    try {
      for (Change change : changes) {
        switch (change) {
          case FileContent file -> steps.add(FileStep.open(files, file));
          case BlockChange block -> {
            for (FileContent file : block.files()) {
              steps.add(FileStep.open(files, file));
            }
          }
          case ServiceRestart restart -> {
            // the Restarter does it once all files are written; its record is among the restarts
          }
        }
      }
      return write(steps, draft, adopted);
    } finally {
      steps.forEach(FileStep::close);
    }
  }

  private Receipt write(List<FileStep> steps, Receipt draft, List<FileRecord> adopted)
      throws IOException {
    for (FileStep step : steps) {
      step.keepPrevious(receipts);
    }
    Receipt journal = receipts.unused(draft).withFiles(merged(steps, adopted));
    receipts.journal(journal);
    Set<String> touched = new HashSet<>();
    adopted.forEach(file -> touched.add(file.path()));
    try {
      for (FileStep step : steps) {
        step.stage(journal.id());
      }
      for (FileStep step : steps) {
        commit(step, touched);
      }
      return journal.with(RunOutcome.WRITTEN);
    } catch (IOException e) {
      throw undone(steps, journal, touched, e);
    }
  }

  private void commit(FileStep step, Set<String> touched) throws IOException {
    // before it is tried: it may have happened although the disk says that it failed
    boolean first = touched.add(step.file().path());
    try {
      if (step.file().after().isEmpty()) {
        remove(step.file().path(), step::commit);
      } else {
        step.commit();
      }
    } catch (MachineException e) {
      if (first && e.kind() == MachineException.Kind.CHANGED) {
        // it is somebody else's: it was not replaced
        touched.remove(step.file().path());
      }
      throw e;
    }
  }

  /** A file that an interrupted run changed, and this one changes again, has one record. */
  private static List<FileRecord> merged(List<FileStep> steps, List<FileRecord> adopted) {
    Map<String, FileRecord> files = new LinkedHashMap<>();
    adopted.forEach(file -> files.put(file.path(), file));
    for (FileStep step : steps) {
      FileRecord file = step.file();
      files.merge(file.path(), file, FileRecord::then);
    }
    List<FileRecord> merged = new ArrayList<>(files.values());
    // a unit's link is put back before its file
    if (files.containsKey(HostFacts.BLOCK_FILE) && files.containsKey(HostFacts.BLOCK_LINK)) {
      FileRecord unit = files.get(HostFacts.BLOCK_FILE);
      merged.remove(unit);
      merged.add(unit);
    }
    return List.copyOf(merged);
  }

  /**
   * Puts everything back after a failure, and gives that failure with what came of it.
   *
   * @param touched the files that may have been replaced
   */
  private IOException undone(
      List<FileStep> steps, Receipt journal, Set<String> touched, IOException failure) {
    List<FileRecord> others = new ArrayList<>();
    try {
      if (!touched.isEmpty()) {
        receipts.journal(journal.with(RunOutcome.UNDOING));
      }
      for (FileStep step : steps) {
        step.discard(journal.id());
      }
      for (FileRecord file : touched.isEmpty() ? List.<FileRecord>of() : journal.files()) {
        if (!putBack(file, journal.id()) && touched.contains(file.path())) {
          others.add(file);
        }
      }
      if (!others.isEmpty()) {
        return leftAlone(journal, others, failure);
      }
      receipts.forget();
      return failure;
    } catch (IOException e) {
      MachineException.Kind kind =
          failure instanceof MachineException known ? known.kind() : MachineException.Kind.FAILED;
      boolean wrote = !touched.isEmpty();
      return new MachineException(
          wrote ? MachineException.Kind.NOT_RESTORED : kind,
          failure.getMessage()
              + (wrote ? "; not everything could be put back (" : "; a copy could not be removed (")
              + e.getMessage()
              + "): run it again, which goes on with that");
    }
  }

  /** Somebody wrote into what this run had just written: both are kept, the old content too. */
  private MachineException leftAlone(
      Receipt journal, List<FileRecord> others, IOException failure) {
    StringBuilder paths = new StringBuilder();
    others.forEach(file -> paths.append(paths.isEmpty() ? "" : ", ").append(file.path()));
    String message =
        failure.getMessage()
            + "; somebody else changed "
            + paths
            + " at the same time. That change stays: check it. The receipt "
            + journal.id()
            + " says what it held before";
    Receipt end = journal.withFiles(others).ended(RunOutcome.NOT_RESTORED, message, Duration.ZERO);
    try {
      receipts.end(end);
    } catch (MachineException e) {
      message += "; " + e.getMessage();
    }
    return new MachineException(MachineException.Kind.NOT_RESTORED, message);
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
      if (!file.isContentOf(now)) {
        return false;
      }
      if (file.before().isEmpty()) {
        if (now.isPresent()) {
          remove(file.path(), target::remove);
        }
        return true;
      }
      Fingerprint before = file.before().get();
      // a mode or an owner that somebody gave it since stays
      Fingerprint owner = file.isStateOf(now) ? before : now.orElse(before);
      int mode = owner.mode() & RepairableFiles.PERMISSIONS;
      String temporary = file.temporary(id);
      target.discard(temporary);
      target.stage(
          temporary, new NewContent(receipts.kept(before), mode, owner.uid(), owner.gid()));
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

  /** The change that undoes a receipt's change; none where the file is as before already. */
  Optional<FileContent> backwards(FileRecord file, String id) throws IOException {
    try (Target target = files.open(file.path())) {
      if (Fingerprint.same(Fingerprint.of(target.fact()), file.before())) {
        return Optional.empty();
      }
      Optional<Fingerprint> now = Fingerprint.of(target.fact());
      // a file that is removed may have any owner and mode
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
                + " left it: somebody has changed it since (its content, its mode or its owner),"
                + " and nothing was put back");
      }
      Optional<Fingerprint> before = file.before();
      return Optional.of(
          new FileContent(
              target.fact(),
              before.isEmpty() ? Optional.empty() : Optional.of(receipts.kept(before.get())),
              before.map(Fingerprint::mode).orElse(0),
              before.map(b -> new FileContent.Owner(b.uid(), b.gid())),
              List.of(new Reason("rollback", "as it was before " + id)),
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
