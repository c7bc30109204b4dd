package io.ecsharden.watch;

import io.ecsharden.app.Audit;
import io.ecsharden.app.ReportDelivery;
import io.ecsharden.app.ReportRequest;
import io.ecsharden.app.RunContext;
import java.time.Instant;
import java.util.Optional;

/**
 * Sends audits in one thread, so that a service that hangs delays no look. It has room for one: a
 * newer audit takes the place of one that nobody has begun to send, as the state of the instance is
 * what counts. What is begun is in the spool, and not lost.
 */
final class Reporter {

  private final RunContext context;
  private final ReportRequest request;

  private final Object lock = new Object();
  private Optional<Audit.Done> waiting = Optional.empty();
  private Optional<Instant> delivered = Optional.empty();
  private boolean begun;

  Reporter(RunContext context, ReportRequest request) {
    this.context = context;
    this.request = request;
  }

  /** Sends an audit when its turn comes, if it says something new or is due. */
  void offer(Audit.Done audit) {
    if (!request.isWanted()) {
      return;
    }
    synchronized (lock) {
      waiting = Optional.of(audit);
      lock.notifyAll();
      if (!begun) {
        begun = true;
        Thread.ofPlatform().daemon().name("reports").start(this::send);
      }
    }
  }

  /** When Systems Manager last had what was seen last. */
  Optional<Instant> delivered() {
    synchronized (lock) {
      return delivered;
    }
  }

  private void send() {
    try {
      while (true) {
        Audit.Done audit = next();
        try {
          ReportDelivery.Status outcome =
              new ReportDelivery(context.anotherRun(), request).deliver(audit);
          if (outcome == ReportDelivery.Status.DELIVERED) {
            synchronized (lock) {
              delivered = Optional.of(context.clock().instant());
            }
          }
        } catch (RuntimeException e) {
          context.messages().warning("report: internal error: " + e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Audit.Done next() throws InterruptedException {
    synchronized (lock) {
      while (waiting.isEmpty()) {
        lock.wait();
      }
      Audit.Done audit = waiting.get();
      waiting = Optional.empty();
      return audit;
    }
  }
}
