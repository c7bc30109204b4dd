package io.ecsharden.aws.compliance;

import java.io.IOException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sends the spooled reports in order, and stops at the first call that cannot be made for now: a
 * later report must not arrive before an earlier one. Where the role lacks one of the two calls,
 * the other one goes on with later reports: a missing permission for inventory must not stop
 * compliance.
 */
final class Delivery {

  private final Sender sender;
  private final Set<String> problems = new LinkedHashSet<>();
  private final Set<ReportCall> denied = EnumSet.noneOf(ReportCall.class);

  /** The calls of the newest report that the service refuses for good. */
  private final Set<ReportCall> refused = EnumSet.noneOf(ReportCall.class);

  private boolean stopped;

  Delivery(Sender sender) {
    this.sender = sender;
  }

  /**
   * Sends the spool, and what other runs add to it meanwhile. A call that arrived is not repeated.
   */
  void of(Spool spool, LastReported last) throws IOException {
    Set<String> tried = new HashSet<>();
    boolean more = true;
    while (more && !stopped) {
      more = false;
      for (String id : spool.ids()) {
        Optional<Spool.Kept> kept = spool.read(id);
        if (kept.isPresent() && tried.add(kept.get().mark()) && !stopped) {
          more = true;
          send(kept.get(), spool, last);
        }
      }
    }
  }

  private void send(Spool.Kept kept, Spool spool, LastReported last) throws IOException {
    if (kept.report().isEmpty()) {
      problems.add("the kept report " + kept.id() + " is damaged");
      spool.remove(kept);
      return;
    }
    Report report = kept.report().get();
    Set<ReportCall> left = spool.left(kept);
    // until this report has arrived, it is unknown which one the service has
    last.forget();
    Set<ReportCall> done = send(report, left);
    if (done.equals(left)) {
      remember(report, last);
      spool.remove(kept);
      return;
    }
    try {
      spool.arrived(kept, done);
    } catch (IOException e) {
      // the next run repeats the call, which changes nothing at the service
    }
  }

  private void remember(Report report, LastReported last) {
    if (refused.contains(ReportCall.COMPLIANCE)) {
      return;
    }
    try {
      last.sent(report);
    } catch (IOException e) {
      // the next run sends the same again, which changes nothing at the service
    }
  }

  /** Sends a report that could not be spooled, unless an earlier one is left. */
  void of(Report report) {
    if (!stopped) {
      send(report, EnumSet.allOf(ReportCall.class));
    }
  }

  /** The same, where at least the last report can be remembered. */
  void of(Report report, LastReported last) throws IOException {
    if (stopped) {
      return;
    }
    last.forget();
    of(report);
    if (isDelivered()) {
      remember(report, last);
    }
  }

  /** Makes calls for a report; returns those that must not be made again. */
  private Set<ReportCall> send(Report report, Set<ReportCall> calls) {
    Set<ReportCall> done = EnumSet.noneOf(ReportCall.class);
    refused.clear();
    for (ReportCall call : calls) {
      if (denied.contains(call) || stopped) {
        continue;
      }
      try {
        sender.send(call, report);
        done.add(call);
      } catch (NotSent e) {
        problems.add(e.getMessage());
        switch (e.kind()) {
          case REFUSED_FOR_GOOD -> {
            refused.add(call);
            done.add(call);
          }
          case DENIED -> denied.add(call);
          case REFUSED_FOR_NOW -> stopped = true;
          case UNREACHED -> {
            stopped = true;
            // what answered instead of the service may have swallowed the other call, too
            done.clear();
          }
        }
      }
    }
    return done;
  }

  /** Whether nothing is left to send, and the service accepted the newest report. */
  boolean isDelivered() {
    return !stopped && denied.isEmpty() && refused.isEmpty();
  }

  /** What went wrong, each a part of a line. */
  List<String> problems() {
    return List.copyOf(problems);
  }
}
