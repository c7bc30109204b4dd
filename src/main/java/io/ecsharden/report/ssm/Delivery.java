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
  private final String run;
  private final List<String> troubles = new ArrayList<>();
  private boolean complete = true;
  private boolean lastTaken;

  /**
   * @param run the id of this run's own report
   */
  Delivery(Sender sender, String run) {
    this.sender = sender;
    this.run = run;
  }

  /**
   * Sends what is kept. What arrived is not sent again: only the oldest may be half sent. What was
   * kept by another instance, whose disk this one began with, is not sent as this one's.
   */
  void of(Spool spool) throws IOException {
    discardForeign(spool);
    for (String id : spool.ids()) {
      Optional<Report> report = spool.read(id);
      if (report.isPresent()) {
        boolean half = send(report.get(), spool.isHalfSent(id));
        if (!complete && half) {
          spool.halfSent(id);
        }
      } else {
        troubles.add("the kept report " + id + " is damaged");
      }
      if (!complete) {
        return;
      }
      spool.remove(id);
    }
  }

  private void discardForeign(Spool spool) throws IOException {
    int foreign = 0;
    for (String id : spool.ids()) {
      if (spool.read(id).filter(this::isForeign).isPresent()) {
        spool.remove(id);
        lastTaken = true;
        foreign++;
      }
    }
    if (foreign > 0) {
      troubles.add(
          foreign
              + (foreign == 1 ? " report" : " reports")
              + " of another instance, kept on the disk that this one was made of, had to go");
    }
  }

  /** Not this run's own: there the service of the instance's metadata knows best. */
  private boolean isForeign(Report report) {
    return report.isOfAnother(sender.instanceId()) && !report.id().equals(run);
  }

  /** Sends one that could not be kept, unless an earlier one is left. */
  void of(Report report) {
    if (complete) {
      send(report, false);
    }
  }

  /**
   * Sends the calls that are left for a report.
   *
   * @param half whether its compliance items arrived before
   * @return whether the service itself took them, and refused the other call
   */
  private boolean send(Report report, boolean half) {
    boolean arrived = false;
    lastTaken = false;
    try {
      if (!half) {
        sender.sendCompliance(report);
        arrived = true;
      }
      sender.sendInventory(report);
      lastTaken = true;
    } catch (NotSent e) {
      complete = e.isForGood();
      troubles.add(e.getMessage());
      return arrived && e.isOfTheService();
    }
    return false;
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
