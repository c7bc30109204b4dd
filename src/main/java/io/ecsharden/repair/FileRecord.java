package io.ecsharden.repair;

import io.ecsharden.plan.Reason;
import io.ecsharden.plan.Restart;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One file in a receipt.
 *
 * @param path the instance's path
 * @param before what was there; empty where there was no file
 * @param after what is there now; empty where the file was removed
 * @param between what an interrupted run left, in a journal: the file has that until this run
 *     writes it
 * @param reasons why
 * @param restarts what had to be done for it to take effect
 */
public record FileRecord(
    String path,
    Optional<Fingerprint> before,
    Optional<Fingerprint> after,
    Optional<Between> between,
    List<Reason> reasons,
    Set<Restart> restarts) {

  public FileRecord {
    reasons = List.copyOf(reasons);
    restarts = Set.copyOf(restarts);
  }

  /**
   * What a file was for a while.
   *
   * @param file empty where there was none
   */
  public record Between(Optional<Fingerprint> file) {}

  /** A record in a receipt. */
  FileRecord(
      String path,
      Optional<Fingerprint> before,
      Optional<Fingerprint> after,
      List<Reason> reasons,
      Set<Restart> restarts) {
    this(path, before, after, Optional.empty(), reasons, restarts);
  }

  /** This change and a later one of the same file, as one. */
  FileRecord then(FileRecord later) {
    List<Reason> all = new ArrayList<>(reasons);
    all.addAll(later.reasons);
    Set<Restart> both = EnumSet.noneOf(Restart.class);
    both.addAll(restarts);
    both.addAll(later.restarts);
    return new FileRecord(path, before, later.after, Optional.of(new Between(after)), all, both);
  }

  /** The record of what a run left, when it ends there. */
  FileRecord endingWith(Optional<Fingerprint> now) {
    return new FileRecord(path, before, now, reasons, restarts);
  }

  /** Whether the file is another one than before. */
  boolean isChange() {
    return !Fingerprint.same(before, after);
  }

  /** Whether a file has what a run wrote, or what the run before it had written. */
  boolean isContentOf(Optional<Fingerprint> now) {
    return Fingerprint.sameContent(now, after)
        || between.isPresent() && Fingerprint.sameContent(now, between.get().file());
  }

  /** The same with owner and mode. */
  boolean isStateOf(Optional<Fingerprint> now) {
    return Fingerprint.same(now, after)
        || between.isPresent() && Fingerprint.same(now, between.get().file());
  }

  /** The name of the file that is written beside it before it is replaced. */
  String temporary(String id) {
    return "." + path.substring(path.lastIndexOf('/') + 1) + ".ecs-harden-" + id;
  }

  /** {@code created}, {@code modified} or {@code removed}. */
  public String action() {
    return before.isEmpty() ? "created" : after.isEmpty() ? "removed" : "modified";
  }
}
