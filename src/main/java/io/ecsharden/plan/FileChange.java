package io.ecsharden.plan;

import io.ecsharden.facts.FileFact;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One file, as it was when it was read and as it shall be.
 *
 * @param before what was read: content, or nothing
 * @param after the content that it shall have; empty when the file shall go
 * @param mode the permission bits that it shall have
 * @param owner whose it shall be; empty to leave that as it is
 * @param reasons every change in the file, and what asks for it
 * @param restarts what has to be done for it to take effect
 */
public record FileChange(
    FileFact before,
    Optional<byte[]> after,
    int mode,
    Optional<Owner> owner,
    List<Reason> reasons,
    Set<Restart> restarts) {

  public FileChange {
    reasons = List.copyOf(reasons);
    restarts = Set.copyOf(restarts);
  }

  /** A change that leaves the file its owner. */
  public FileChange(
      FileFact before,
      Optional<byte[]> after,
      int mode,
      List<Reason> reasons,
      Set<Restart> restarts) {
    this(before, after, mode, Optional.empty(), reasons, restarts);
  }

  /** A file's owner and group, by number. */
  public record Owner(int uid, int gid) {}

  /** The same, and more has to be done for it to take effect. */
  FileChange adding(Set<Restart> more) {
    Set<Restart> both = EnumSet.noneOf(Restart.class);
    both.addAll(restarts);
    both.addAll(more);
    return new FileChange(before, after, mode, owner, reasons, both);
  }

  /** The instance's path. */
  public String path() {
    return before.path();
  }

  /**
   * Why a file changes.
   *
   * @param control the control that asks for it
   * @param what what is done, fit to be shown: {@code set ECS_AWSVPC_BLOCK_IMDS=true}
   */
  public record Reason(String control, String what) {}
}
