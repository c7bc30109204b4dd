package io.ecsharden.repair;

import io.ecsharden.facts.FileFact;
import io.ecsharden.format.Digest;
import io.ecsharden.machine.InstanceFiles;
import io.ecsharden.machine.MachineException;
import io.ecsharden.machine.NewContent;
import io.ecsharden.machine.Target;
import io.ecsharden.plan.FileContent;
import io.ecsharden.plan.RepairableFiles;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * Applies one {@link FileContent}: keep what is there, stage the new content beside it, replace.
 * Its methods throw {@link MachineException} when the machine says no.
 */
final class FileStep implements Closeable {

  private final Target target;
  private final Optional<NewContent> content;
  private final FileRecord file;

  private FileStep(Target target, Optional<NewContent> content, FileRecord file) {
    this.target = target;
    this.content = content;
    this.file = file;
  }

  /**
   * Opens the file.
   *
   * @throws MachineException {@code CHANGED} when it is not the one that was read
   */
  static FileStep open(InstanceFiles files, FileContent change) throws IOException {
    Target target = files.open(change.path());
    Optional<Fingerprint> before = Fingerprint.of(target.fact());
    if (!Fingerprint.same(before, Fingerprint.of(change.before()))) {
      target.close();
      throw new MachineException(
          MachineException.Kind.CHANGED,
          change.path() + " was changed by somebody else since it was read; run it again");
    }
    if (before.filter(now -> now.mode() > RepairableFiles.PERMISSIONS).isPresent()) {
      target.close();
      throw new MachineException(
          MachineException.Kind.UNSAFE,
          change.path()
              + " has a setuid, setgid or sticky bit (its mode is 0"
              + Integer.toOctalString(before.orElseThrow().mode())
              + "): run chmod a-s,-t on it");
    }
    Optional<NewContent> content =
        change
            .after()
            .map(bytes ->
                new NewContent(
                    bytes,
                    change.mode(),
                    change.owner().map(FileContent.Owner::uid).orElse(target.uid()),
                    change.owner().map(FileContent.Owner::gid).orElse(target.gid())));
    Optional<Fingerprint> after =
        content.map(c -> new Fingerprint(Digest.of(c.bytes()), c.mode(), c.uid(), c.gid()));
    return new FileStep(
        target,
        content,
        new FileRecord(change.path(), before, after, change.reasons(), change.restarts()));
  }

  /** What the receipt says of it. */
  FileRecord file() {
    return file;
  }

  /** Keeps what the file holds now. */
  void keepPrevious(ReceiptStore receipts) throws IOException {
    if (target.fact() instanceof FileFact.Content previous) {
      receipts.keep(previous.bytes());
    }
  }

  /** Writes the new content beside the file. */
  void stage(String id) throws IOException {
    if (content.isPresent()) {
      target.stage(file.temporary(id), content.get());
    }
  }

  /** Puts the new content in the file's place, or removes the file. */
  void commit() throws IOException {
    if (content.isPresent()) {
      target.commit();
    } else {
      target.remove();
    }
  }

  /** Removes what was written beside the file. */
  void discard(String id) throws IOException {
    target.discard(file.temporary(id));
  }

  @Override
  public void close() {
    target.close();
  }
}
