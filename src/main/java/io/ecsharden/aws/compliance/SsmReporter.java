package io.ecsharden.aws.compliance;

import io.ecsharden.aws.connection.Identity;
import io.ecsharden.aws.connection.InstanceMetadata;
import io.ecsharden.aws.connection.SdkErrors;
import io.ecsharden.aws.connection.SsmConnection;
import io.ecsharden.aws.connection.SsmSettings;
import io.ecsharden.control.AuditResult;
import io.ecsharden.machine.SharedState;
import io.ecsharden.machine.State;
import io.ecsharden.machine.TimeLimit;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells Systems Manager of an audit: what is to be told is kept first, then sent with whatever
 * earlier runs could not send, in order and within a deadline. What cannot be sent stays kept; what
 * cannot be kept is sent all the same.
 */
public final class SsmReporter {

  /** For the SDK to end a call by itself, which says more than that time is up. */
  private static final Duration GRACE = Duration.ofMillis(300);

  private final SsmSettings settings;
  private final Report report;
  private volatile String asked = "the instance metadata service";

  /**
   * @param id the run
   * @param verb {@code audit}, {@code fix} or {@code report}
   * @param versions of the programs on the instance, by attribute
   */
  public SsmReporter(
      SsmSettings settings,
      AuditResult audit,
      String id,
      String verb,
      Map<String, String> versions) {
    this.settings = settings;
    this.report = ReportMaker.of(audit, id, verb, versions).of(Identity.local(settings));
  }

  /**
   * What came of it.
   *
   * @param delivered whether Systems Manager knows what there is to know
   * @param trouble a line for people; empty when nothing is left and nothing was lost
   */
  public record Result(boolean delivered, Optional<String> trouble) {}

  /** What came of a delivery. */
  private record Sent(boolean delivered, List<String> troubles) {}

  private interface Work {
    void with(Delivery delivery) throws IOException;
  }

  /** What would be sent, as JSON; the instance's id only where nobody has to be asked for it. */
  public String preview() {
    return ReportJson.write(report);
  }

  /**
   * Keeps the report, and sends what is kept when it is this run's turn.
   *
   * @param heartbeat how often an unchanged audit is told again
   * @throws IOException when there is no state; nothing is sent then
   */
  public Result report(SharedState state, Duration heartbeat) throws IOException {
    List<String> troubles = new ArrayList<>();
    boolean kept;
    try (State held = state.open()) {
      Spool spool = new Spool(held);
      discardOthers(spool, troubles);
      // what is kept is told before this, and may not say the same
      boolean due = !spool.ids().isEmpty() || new LastReported(held).isDue(report, heartbeat);
      if (!due) {
        return result(true, troubles);
      }
      kept = keep(spool, heartbeat, troubles);
    }
    Sent sent = inTurn(state, kept);
    troubles.addAll(0, sent.troubles());
    return result(sent.delivered(), troubles);
  }

  private Sent inTurn(SharedState state, boolean kept) {
    List<String> troubles = new ArrayList<>();
    boolean delivered = false;
    try {
      Optional<Closeable> turn = state.turn();
      if (turn.isEmpty()) {
        troubles.add("another run is sending reports");
      } else {
        try (Closeable _ = turn.get()) {
          Sent sent = send(state, kept);
          delivered = sent.delivered();
          troubles.addAll(sent.troubles());
        }
      }
      int left = left(state);
      if (left > 0) {
        troubles.add(left + (left == 1 ? " report is" : " reports are") + " kept for the next run");
      }
    } catch (IOException e) {
      troubles.add(String.valueOf(e.getMessage()));
    }
    return new Sent(delivered, troubles);
  }

  private Sent send(SharedState state, boolean kept) throws IOException {
    if (kept && left(state) == 0) {
      // the run that had the turn before sent it
      return new Sent(true, List.of());
    }
    try (RevocableState lent = new RevocableState(state)) {
      return deliver(delivery -> {
        LastReported pulse = new LastReported(lent);
        delivery.of(new Spool(lent), pulse);
        if (!kept) {
          delivery.of(report, pulse);
        }
      });
    }
  }

  private static int left(SharedState state) throws IOException {
    try (State held = state.open()) {
      return new Spool(held).ids().size();
    }
  }

  private void discardOthers(Spool spool, List<String> troubles) throws IOException {
    int others = report.instance().isPresent() ? spool.discardOthers(report.instance().get()) : 0;
    if (others > 0) {
      troubles.add(
          others
              + (others == 1 ? " report" : " reports")
              + " of another instance, kept on the disk that this one was made of, had to go");
    }
  }

  /**
   * Sends without keeping anything.
   *
   * @param reason why nothing can be kept
   */
  public Result withoutState(String reason) {
    Sent sent = deliver(delivery -> delivery.of(report));
    List<String> troubles = new ArrayList<>(sent.troubles());
    troubles.add(cannotKeep(reason));
    return result(sent.delivered(), troubles);
  }

  private boolean keep(Spool spool, Duration heartbeat, List<String> troubles) {
    try {
      int dropped = spool.keep(report, heartbeat);
      if (dropped > 0) {
        troubles.add(
            dropped
                + (dropped == 1 ? " older report that was" : " older reports that were")
                + " never sent had to go");
      }
      return true;
    } catch (IOException e) {
      troubles.add(cannotKeep(String.valueOf(e.getMessage())));
      return false;
    }
  }

  private static String cannotKeep(String reason) {
    return "no report can be kept: " + reason;
  }

  private Sent deliver(Work work) {
    try {
      return TimeLimit.of(settings.deadline().left().plus(GRACE), () -> sent(work))
          .orElseGet(() ->
              new Sent(
                  false, List.of(asked + " did not answer within " + settings.deadline().text())));
    } catch (IllegalStateException e) {
      return new Sent(false, List.of(SdkErrors.of(e)));
    }
  }

  private Sent sent(Work work) throws IOException {
    try (SsmSender sender = connect()) {
      Delivery delivery = new Delivery(sender);
      work.with(delivery);
      return new Sent(delivery.isDelivered(), delivery.troubles());
    } catch (NotSent e) {
      return new Sent(false, List.of(String.valueOf(e.getMessage())));
    }
  }

  private SsmSender connect() throws NotSent {
    Identity identity = Identity.find(settings, new InstanceMetadata(settings));
    asked = "Systems Manager";
    return new SsmSender(SsmConnection.open(settings, identity.region()), identity.instanceId());
  }

  private static Result result(boolean delivered, List<String> troubles) {
    return new Result(
        delivered,
        troubles.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", troubles)));
  }
}
