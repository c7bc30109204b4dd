package io.ecsharden.app;

import io.ecsharden.host.files.StateDirectory;
import io.ecsharden.repair.Receipt;
import io.ecsharden.repair.ReceiptStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When runs of before restarted the agent, as their receipts say. */
public final class RecentRestarts {

  private RecentRestarts() {}

  /**
   * Reads the receipts.
   *
   * @param since how long ago, at most
   * @return how long ago each was, the longest first; none where the receipts cannot be read
   */
  public static List<Duration> within(RunContext context, Duration since) {
    List<Duration> ages = new ArrayList<>();
    try {
      Optional<StateDirectory> found = StateDirectory.look(context.root());
      if (found.isEmpty()) {
        return ages;
      }
      try (StateDirectory state = found.get()) {
        for (Receipt receipt : new ReceiptStore(state).history().receipts()) {
          Duration age = Duration.between(receipt.time(), context.now());
          if (!age.isNegative() && age.compareTo(since) < 0) {
            for (int i = 0; i < Look.agentRestarts(receipt); i++) {
              ages.add(age);
            }
          }
        }
      }
    } catch (IOException e) {
      // a repair says what is wrong with the state
    }
    return ages;
  }
}
