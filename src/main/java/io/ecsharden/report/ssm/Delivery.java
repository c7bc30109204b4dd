package io.ecsharden.report.ssm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sends what is kept, in order, and stops at the first report that cannot be sent for now: a later
 * one must not arrive before it.
 */
final class Delivery {

  private final Sender sender;
  private final List<String> troubles = new ArrayList<>();
  private boolean complete = true;
  private boolean lastTaken;

  Delivery(Sender sender) {
    this.sender = sender;
  }

  /** Sends what is kept. */
  void of(Spool spool) throws IOException {
    for (String id : spool.ids()) {
      Optional<Report> report = spool.read(id);
      if (report.isPresent()) {
        of(report.get());
      } else {
        troubles.add("the kept report " + id + " is damaged");
      }
      if (!complete) {
        return;
      }
      spool.remove(id);
    }
  }

  /** Sends one that could not be kept, unless an earlier one is left. */
  void of(Report report) {
    if (!complete) {
      return;
    }
    lastTaken = false;
    try {
      sender.send(report);
      lastTaken = true;
    } catch (NotSent e) {
      complete = e.isForGood();
      troubles.add(e.getMessage());
    }
  }

  /** Whether nothing is left, and the newest report was taken. */
  boolean isDelivered() {
    return complete && lastTaken;
  }

  /** What went wrong, each a part of a line. */
  List<String> troubles() {
    return List.copyOf(troubles);
  }
}
