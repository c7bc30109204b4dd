package io.ecsharden.aws.compliance;

import java.io.IOException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sends what is kept, in order, and stops at the first call that cannot be made for now: a later
 * one must not arrive before it. Where one of the two calls is not permitted, the other one goes on
 * with later reports: what an instance complies with must not stand still for want of an inventory.
 */
final class Delivery {

  private final Sender sender;
  private final Set<String> troubles = new LinkedHashSet<>();
  private final Set<ReportCall> denied = EnumSet.noneOf(ReportCall.class);

  /** Calls of the newest report that the service will never take. */
  private final Set<ReportCall> refused = EnumSet.noneOf(ReportCall.class);

  private boolean stopped;

  Delivery(Sender sender) {
    this.sender = sender;
  }

  /** Sends what is kept, and what other runs keep meanwhile. What arrived is not sent again. */
  void of(Spool spool, LastReported pulse) throws IOException {
    Set<String> tried = new HashSet<>();
    boolean more = true;
    while (more && !stopped) {
      more = false;
      for (String id : spool.ids()) {
        Optional<Spool.Kept> kept = spool.read(id);
        if (kept.isPresent() && tried.add(kept.get().mark()) && !stopped) {
          more = true;
          send(kept.get(), spool, pulse);
        }
      }
    }
  }

  private void send(Spool.Kept kept, Spool spool, LastReported pulse) throws IOException {
    if (kept.report().isEmpty()) {
      troubles.add("the kept report " + kept.id() + " is damaged");
      spool.remove(kept);
      return;
    }
    Report report = kept.report().get();
    Set<ReportCall> left = spool.left(kept);
    // from here on the service may know something else than what was told last
    pulse.forget();
    Set<ReportCall> done = send(report, left);
    if (done.equals(left)) {
      remember(report, pulse);
      spool.remove(kept);
      return;
    }
    try {
      spool.arrived(kept, done);
    } catch (IOException e) {
      // it is sent twice then, which changes nothing
    }
  }

  private void remember(Report report, LastReported pulse) {
    if (refused.contains(ReportCall.COMPLIANCE)) {
      return;
    }
    try {
      pulse.sent(report);
    } catch (IOException e) {
      // it is told again then, which changes nothing
    }
  }

  /** Sends one that could not be kept, unless an earlier one is left. */
  void of(Report report) {
    if (!stopped) {
      send(report, EnumSet.allOf(ReportCall.class));
    }
  }

  /** The same, where at least can be remembered what was told. */
  void of(Report report, LastReported pulse) throws IOException {
    if (stopped) {
      return;
    }
    pulse.forget();
    of(report);
    if (isDelivered()) {
      remember(report, pulse);
    }
  }

  /** Makes calls for a report, and says which are not to be made again. */
  private Set<ReportCall> send(Report report, Set<ReportCall> parts) {
    Set<ReportCall> done = EnumSet.noneOf(ReportCall.class);
    refused.clear();
    for (ReportCall part : parts) {
      if (denied.contains(part) || stopped) {
        continue;
      }
      try {
        sender.send(part, report);
        done.add(part);
      } catch (NotSent e) {
        troubles.add(e.getMessage());
        if (e.isForGood()) {
          refused.add(part);
          done.add(part);
        } else if (e.isDenied()) {
          denied.add(part);
        } else {
          stopped = true;
          if (!e.isOfTheService()) {
            // what answers in its place may have taken the other call, too
            done.clear();
          }
        }
      }
    }
    return done;
  }

  /** Whether nothing is left, and the newest report was taken. */
  boolean isDelivered() {
    return !stopped && denied.isEmpty() && refused.isEmpty();
  }

  /** What went wrong, each a part of a line. */
  List<String> troubles() {
    return List.copyOf(troubles);
  }
}
