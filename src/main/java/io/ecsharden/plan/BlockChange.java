package io.ecsharden.plan;

import io.ecsharden.facts.BlockActivity;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The unit that drops what bridges send to the metadata service is installed, enabled and started,
 * or all of that is undone. Its link is changed before its file: a link alone does nothing, and a
 * unit that is stopped without its link removes its rules.
 *
 * @param files the link and the file, as far as they change
 * @param reasons at least one
 */
public record BlockChange(List<FileContent> files, List<Reason> reasons) implements Change {

  public BlockChange {
    files = List.copyOf(files);
    reasons = List.copyOf(reasons);
  }

  /** The link that {@code systemctl enable} makes. */
  static FileFact.Content link() {
    return new FileFact.Content(
        HostFacts.BLOCK_LINK,
        HostFacts.BLOCK_FILE.getBytes(StandardCharsets.UTF_8),
        HostFacts.LINK_MODE,
        0,
        0);
  }

  /**
   * The same changes, with those of the unit's link and file as one.
   *
   * @param changes in any order
   */
  public static List<Change> grouped(List<FileContent> changes) {
    List<Change> grouped = new ArrayList<>();
    List<FileContent> unit = new ArrayList<>();
    for (FileContent change : changes) {
      if (!RepairableFiles.isOfBlock(change.path())) {
        grouped.add(change);
      } else if (change.path().equals(HostFacts.BLOCK_LINK)) {
        unit.addFirst(change);
      } else {
        unit.add(change);
      }
    }
    if (!unit.isEmpty()) {
      List<Reason> reasons = new ArrayList<>();
      unit.forEach(change -> reasons.addAll(change.reasons()));
      grouped.add(
          new BlockChange(
              unit.stream().map(change -> change.adding(Set.of(Restart.IMDS_BLOCK))).toList(),
              reasons));
    }
    return grouped;
  }

  /** Whether the unit goes; else it comes, or starts again. */
  public boolean isRemoval() {
    return files.stream().anyMatch(file -> file.after().isEmpty());
  }

  /** The change of the unit's own file. */
  public Optional<FileContent> unit() {
    return files.stream().filter(file -> file.path().equals(HostFacts.BLOCK_FILE)).findFirst();
  }

  /** The change of the link. */
  public Optional<FileContent> link(boolean made) {
    return files.stream()
        .filter(
            file -> file.path().equals(HostFacts.BLOCK_LINK) && file.after().isPresent() == made)
        .findFirst();
  }

  @Override
  public Set<Restart> restarts() {
    return Set.of(Restart.IMDS_BLOCK);
  }

  @Override
  public HostFacts on(HostFacts facts) {
    HostFacts after = facts;
    for (FileContent file : files) {
      after = file.on(after);
    }
    return after.withRunning(
        after
            .running()
            .with(
                after
                    .running()
                    .network()
                    .with(isRemoval() ? BlockActivity.STOPPED : BlockActivity.WILL_START)));
  }
}
