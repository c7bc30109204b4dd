package io.ecsharden.plan;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One file that is created, edited, given another mode, or removed.
 *
 * @param before what was read: content, or nothing
 * @param after the new content; empty when the file is removed
 * @param mode the new permission bits
 * @param owner the new owner; empty to keep the owner
 * @param reasons every change in the file, and what asks for it
 * @param restarts what has to be done for it to take effect
 */
public record FileContent(
    FileFact before,
    Optional<byte[]> after,
    int mode,
    Optional<Owner> owner,
    List<Reason> reasons,
    Set<Restart> restarts)
    implements Change {

  public FileContent {
    reasons = List.copyOf(reasons);
    restarts = Set.copyOf(restarts);
  }

  /** A change that leaves the file its owner. */
  public FileContent(
      FileFact before,
      Optional<byte[]> after,
      int mode,
      List<Reason> reasons,
      Set<Restart> restarts) {
    this(before, after, mode, Optional.empty(), reasons, restarts);
  }

  /** A file's owner and group, by number. */
  public record Owner(int uid, int gid) {}

  /** The same change, with more to do for it to take effect. */
  FileContent adding(Set<Restart> more) {
    Set<Restart> both = EnumSet.noneOf(Restart.class);
    both.addAll(restarts);
    both.addAll(more);
    return new FileContent(before, after, mode, owner, reasons, both);
  }

  /** The instance's path. */
  public String path() {
    return before.path();
  }

  @Override
  public HostFacts on(HostFacts facts) {
    return facts.with(
        after
            .<FileFact>map(bytes ->
                new FileFact.Content(
                    path(),
                    bytes,
                    mode,
                    owner.map(Owner::uid).orElseGet(() -> uid(before)),
                    owner.map(Owner::gid).orElseGet(() -> gid(before))))
            .orElseGet(() -> new FileFact.Absent(path())));
  }

  private static int uid(FileFact file) {
    return file instanceof FileFact.Content content ? content.uid() : 0;
  }

  private static int gid(FileFact file) {
    return file instanceof FileFact.Content content ? content.gid() : 0;
  }
}
