package io.ecsharden.aws.compliance;

import io.ecsharden.aws.connection.Identity;
import io.ecsharden.aws.connection.InstanceMetadata;
import io.ecsharden.aws.connection.NotConnected;
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
 * Reports an audit to Systems Manager. The report goes into the spool first. Then the whole spool
 * is sent, oldest first, within a deadline, and what cannot be sent stays there. A report that
 * cannot be spooled is sent all the same.
 */
public final class SsmReporter {

  /** More time for the SDK to end a call by itself: its error says more than that time is up. */
  private static final Duration GRACE = Duration.ofMillis(300);

  private final SsmSettings settings;
  private final Report report;
  private volatile String asked = "the instance metadata service";

  /**
   * @param id the run's id
   * @param verb {@code audit}, {@code fix} or {@code report}
   * @param versions the versions of the instance's programs, by inventory attribute
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
   * The result of a run's report.
   *
   * @param delivered whether Systems Manager has this report, or has one that says the same
   * @param problem a line for people; empty when nothing is left to send and nothing was lost
   */
  public record Result(boolean delivered, Optional<String> problem) {}

  /** The result of a delivery. */
  private record Sent(boolean delivered, List<String> problems) {}

  private interface Work {
    void with(Delivery delivery) throws IOException;
  }

  /** The calls as JSON; with the instance id only where options or files say it. */
  public String preview() {
    return ReportJson.write(report);
  }

  /**
   * Adds the report to the spool, and sends the spool when it is this run's turn.
   *
   * @param heartbeat how often an unchanged audit is sent again
   * @throws IOException when the state cannot be opened; nothing is sent then
   */
  public Result report(SharedState state, Duration heartbeat) throws IOException {
    List<String> problems = new ArrayList<>();
    boolean kept;
    try (State held = state.open()) {
      Spool spool = new Spool(held);
      discardOthers(spool, problems);
      // the spool is sent before this report, and may say something else
      boolean due = !spool.ids().isEmpty() || new LastReported(held).isDue(report, heartbeat);
      if (!due) {
        return result(true, problems);
      }
      kept = keep(spool, heartbeat, problems);
    }
    Sent sent = inTurn(state, kept);
    problems.addAll(0, sent.problems());
    return result(sent.delivered(), problems);
  }

  private Sent inTurn(SharedState state, boolean kept) {
    List<String> problems = new ArrayList<>();
    boolean delivered = false;
    try {
      Optional<Closeable> turn = state.turn();
      if (turn.isEmpty()) {
        problems.add("another run is sending reports");
      } else {
        try (Closeable _ = turn.get()) {
          Sent sent = send(state, kept);
          delivered = sent.delivered();
          problems.addAll(sent.problems());
        }
      }
      int left = left(state);
      if (left > 0) {
        problems.add(left + (left == 1 ? " report is" : " reports are") + " kept for the next run");
      }
    } catch (IOException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    return new Sent(delivered, problems);
  }

  private Sent send(SharedState state, boolean kept) throws IOException {
    if (kept && left(state) == 0) {
      // the run that had the turn before has sent it
      return new Sent(true, List.of());
    }
    try (RevocableState lent = new RevocableState(state)) {
      return deliver(delivery -> {
        LastReported last = new LastReported(lent);
        delivery.of(new Spool(lent), last);
        if (!kept) {
          delivery.of(report, last);
        }
      });
    }
  }

  private static int left(SharedState state) throws IOException {
    try (State held = state.open()) {
      return new Spool(held).ids().size();
    }
  }

  private void discardOthers(Spool spool, List<String> problems) throws IOException {
    int others = report.instance().isPresent() ? spool.discardOthers(report.instance().get()) : 0;
    if (others > 0) {
      problems.add(
          "dropped "
              + others
              + (others == 1 ? " report" : " reports")
              + " of another instance, from whose disk this one was made");
    }
  }

  /**
   * Sends the report without the spool.
   *
   * @param reason why there is no spool
   */
  public Result withoutState(String reason) {
    Sent sent = deliver(delivery -> delivery.of(report));
    List<String> problems = new ArrayList<>(sent.problems());
    problems.add(cannotKeep(reason));
    return result(sent.delivered(), problems);
  }

  private boolean keep(Spool spool, Duration heartbeat, List<String> problems) {
    try {
      int dropped = spool.keep(report, heartbeat);
      if (dropped > 0) {
        problems.add(
            "dropped "
                + dropped
                + (dropped == 1 ? " older report" : " older reports")
                + ": too many were never sent");
      }
      return true;
    } catch (IOException e) {
      problems.add(cannotKeep(String.valueOf(e.getMessage())));
      return false;
    }
  }

  private static String cannotKeep(String reason) {
    return "the report cannot be kept for later: " + reason;
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
      return new Sent(delivery.isDelivered(), delivery.problems());
    } catch (NotConnected e) {
      return new Sent(false, List.of(String.valueOf(e.getMessage())));
    }
  }

  private SsmSender connect() throws NotConnected {
    Identity identity = Identity.find(settings, new InstanceMetadata(settings));
    asked = "Systems Manager";
    return new SsmSender(SsmConnection.open(settings, identity.region()), identity.instanceId());
  }

  private static Result result(boolean delivered, List<String> problems) {
    return new Result(
        delivered,
        problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems)));
  }
}
