package io.ecsharden.plan;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.settings.Instance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The files that differ between an instance and its repair, why, and what they need. */
final class FileChanges {

  private static final List<String> FIRST =
      List.of(HostFacts.ECS_CONFIG, HostFacts.INSTANCE_CONFIG, HostFacts.JSON_CONFIG);

  private final Instance start;
  private final FixedPoint.Result repaired;

  private FileChanges(Instance start, FixedPoint.Result repaired) {
    this.start = start;
    this.repaired = repaired;
  }

  static List<FileContent> between(Instance start, FixedPoint.Result repaired) {
    return new FileChanges(start, repaired).all();
  }

  private List<FileContent> all() {
    List<FileFact.Content> changed = changed();
    List<FileContent> changes = new ArrayList<>();
    for (FileFact.Content after : changed) {
      changes.add(
          RepairableFiles.isOfBlock(after.path())
              ? unit(after)
              : change(after, changed.size() == 1));
    }
    boolean restarts = changes.stream().anyMatch(c -> c.restarts().contains(Restart.AGENT));
    return !restarts && changes.size() > 1 ? together(changes) : changes;
  }

  private List<FileFact.Content> changed() {
    Set<String> paths = new LinkedHashSet<>(FIRST);
    paths.addAll(repaired.reasons().keySet());
    List<FileFact.Content> changed = new ArrayList<>();
    for (String path : paths) {
      if (repaired.reasons().containsKey(path)
          && repaired.instance().facts().file(path) instanceof FileFact.Content after
          && !isSame(start.facts().file(path), after)) {
        changed.add(after);
      }
    }
    return changed;
  }

  /** Files of which each says the same: a setting changes only when all of them change. */
  private List<FileContent> together(List<FileContent> changes) {
    SettingChanges settings = SettingChanges.between(start, repaired.instance());
    return changes.stream()
        .map(c ->
            changesBytes(c) && !RepairableFiles.isOfBlock(c.path())
                ? c.adding(settings.restarts(c.path()))
                : c)
        .toList();
  }

  private static boolean changesBytes(FileContent change) {
    return !Arrays.equals(change.before().bytesOrEmpty(), change.after().orElseThrow());
  }

  private static boolean isSame(FileFact before, FileFact.Content after) {
    return before instanceof FileFact.Content was
        && was.mode() == after.mode()
        && Arrays.equals(was.bytes(), after.bytes());
  }

  /** No setting of the agent's or of Docker's depends on it. */
  private FileContent unit(FileFact.Content after) {
    return new FileContent(
        start.facts().file(after.path()),
        Optional.of(after.bytes()),
        after.mode(),
        repaired.reasons().getOrDefault(after.path(), new ChangeReasons()).listed(),
        Set.of());
  }

  private FileContent change(FileFact.Content after, boolean alone) {
    if (!RepairableFiles.contains(after.path())) {
      throw new IllegalStateException(after.path() + " is no file that a repair may change");
    }
    FileFact before = start.facts().file(after.path());
    ChangeReasons reasons = new ChangeReasons();
    reasons.addAll(repaired.reasons().getOrDefault(after.path(), new ChangeReasons()));
    Set<Restart> restarts = Set.of();
    if (!Arrays.equals(before.bytesOrEmpty(), after.bytes())) {
      Instance then =
          alone
              ? repaired.instance()
              : Instance.of(start.facts().with(after), start.settings().readings());
      SettingChanges settings = SettingChanges.between(start, then);
      restarts = settings.restarts(after.path());
      settings.besides(reasons).forEach(reasons::add);
    }
    return new FileContent(
        before, Optional.of(after.bytes()), after.mode(), reasons.listed(), restarts);
  }
}
