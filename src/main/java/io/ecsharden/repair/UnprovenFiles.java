package io.ecsharden.repair;

import io.ecsharden.facts.HostFacts;
import io.ecsharden.plan.Restart;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Files that earlier runs wrote, and with which nobody has seen the agent ready. */
final class UnprovenFiles {

  private UnprovenFiles() {}

  /**
   * The files, each with one record for all its changes.
   *
   * @param started since when the agent has run: what was written before that was effective
   * @param restarted what was restarted: a file that waits for something else is not what failed
   */
  static List<FileRecord> in(ReceiptStore receipts, Instant started, Set<Restart> restarted)
      throws IOException {
    Map<String, FileRecord> files = new LinkedHashMap<>();
    for (Receipt run : runs(receipts, started).reversed()) {
      run.files().forEach(file -> files.merge(file.path(), file, FileRecord::then));
    }
    return files.values().stream()
        .filter(file -> file.restarts().stream().anyMatch(restarted::contains))
        .toList();
  }

  /** The runs since the last one that is proven, the newest first. */
  private static List<Receipt> runs(ReceiptStore receipts, Instant started) throws IOException {
    List<Receipt> runs = new ArrayList<>();
    for (Receipt run : receipts.history().receipts().reversed()) {
      if (run.outcome().isUndone()) {
        continue;
      }
      boolean unproven =
          run.outcome() == RunOutcome.RESTART_PENDING
              && run.restarts().stream()
                  .noneMatch(
                      r -> r.code() == RestartCode.READY && !r.what().equals(HostFacts.BLOCK_UNIT))
              && run.time().isAfter(started);
      if (!unproven) {
        break;
      }
      runs.add(run);
    }
    return runs;
  }
}
