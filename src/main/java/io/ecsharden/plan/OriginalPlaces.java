package io.ecsharden.plan;

import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.Lines;
import io.ecsharden.settings.value.Origin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the lines of the repaired files stand in the files on the disk. */
final class OriginalPlaces {

  private final HostFacts before;
  private final HostFacts after;
  private final Map<String, List<LineDiff.Edit>> edits = new HashMap<>();

  OriginalPlaces(HostFacts before, HostFacts after) {
    this.before = before;
    this.after = after;
  }

  /** The same, or nothing for a line that the repair adds. */
  Optional<Origin> ifOnDisk(Origin repaired) {
    int line = repaired.line() - 1;
    boolean added =
        edits.computeIfAbsent(repaired.file(), this::compare).stream()
            .anyMatch(e -> e.from() == e.to() && e.newFrom() <= line && line < e.newTo());
    return added ? Optional.empty() : Optional.of(onDisk(repaired));
  }

  /** The place of a line of a repaired file, as the file on the disk has it. */
  Origin onDisk(Origin repaired) {
    return repaired.line() > 0
        ? Origin.line(repaired.file(), line(repaired.file(), repaired.line() - 1) + 1)
        : repaired;
  }

  /**
   * @param line from 0
   */
  private int line(String path, int line) {
    List<LineDiff.Edit> all = edits.computeIfAbsent(path, this::compare);
    int before = 0;
    int end = all.size();
    while (before < end) {
      int middle = (before + end) >>> 1;
      if (all.get(middle).newFrom() <= line) {
        before = middle + 1;
      } else {
        end = middle;
      }
    }
    if (before == 0) {
      return line;
    }
    LineDiff.Edit edit = all.get(before - 1);
    return line < edit.newTo()
        ? Math.max(0, Math.min(edit.from() + line - edit.newFrom(), edit.to() - 1))
        : line + edit.to() - edit.newTo();
  }

  private List<LineDiff.Edit> compare(String path) {
    return new LineDiff(
            Lines.of(before.file(path).bytesOrEmpty()), Lines.of(after.file(path).bytesOrEmpty()))
        .changes();
  }
}
