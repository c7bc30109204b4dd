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

  private final Spool spool;
  private final Sender sender;
  private final List<String> refused = new ArrayList<>();
  private int sent;

  Delivery(Spool spool, Sender sender) {
    this.spool = spool;
    this.sender = sender;
  }

  /**
   * Sends.
   *
   * @return why something is left; empty when everything was sent
   */
  Optional<String> run() throws IOException {
    for (String id : spool.ids()) {
      Optional<Report> report = spool.read(id);
      if (report.isEmpty()) {
        refused.add("the kept report " + id + " is damaged");
        spool.remove(id);
        continue;
      }
      try {
        sender.send(report.get());
        sent++;
      } catch (NotSent e) {
        if (!e.isForGood()) {
          return Optional.of(e.getMessage());
        }
        refused.add(e.getMessage());
      }
      spool.remove(id);
    }
    return Optional.empty();
  }

  /** How many were sent. */
  int sent() {
    return sent;
  }

  /** Why reports were dropped, a line each. */
  List<String> refused() {
    return List.copyOf(refused);
  }
}
