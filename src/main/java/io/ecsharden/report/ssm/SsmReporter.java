package io.ecsharden.report.ssm;

import io.ecsharden.machine.State;
import io.ecsharden.report.AuditReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Tells Systems Manager of an audit: what is to be told is kept first, then sent with whatever
 * earlier runs could not send, in order and within a deadline. What cannot be sent stays kept.
 */
public final class SsmReporter {

  private final SsmSettings settings;

  public SsmReporter(SsmSettings settings) {
    this.settings = settings;
  }

  /**
   * What came of it.
   *
   * @param sent how many reports were sent, earlier ones among them
   * @param kept how many are kept for the next run
   * @param trouble a line for people; empty when nothing is left and nothing was lost
   */
  public record Result(int sent, int kept, Optional<String> trouble) {}

  /** What would be sent, as JSON. */
  public static String preview(
      AuditReport audit,
      String id,
      String verb,
      Map<String, String> versions,
      Optional<String> as) {
    return ReportJson.write(ReportMaker.of(audit, id, verb, versions), as);
  }

  /**
   * Sends.
   *
   * @param state locked for reports
   * @param heartbeat how often an unchanged audit is told again
   */
  public Result report(
      AuditReport audit,
      String id,
      String verb,
      Map<String, String> versions,
      State state,
      Duration heartbeat)
      throws IOException {
    Spool spool = new Spool(state);
    Pulse pulse = new Pulse(state);
    Report report = ReportMaker.of(audit, id, verb, versions);
    int dropped = 0;
    boolean due = pulse.isDue(report, audit.time(), heartbeat);
    if (due) {
      dropped = spool.keep(report);
    } else if (spool.ids().isEmpty()) {
      return new Result(0, 0, Optional.empty());
    }
    Result result = deliver(spool, dropped);
    if (due && result.kept() == 0) {
      pulse.sent(report, audit.time());
    }
    return result;
  }

  private Result deliver(Spool spool, int dropped) throws IOException {
    List<String> troubles = new ArrayList<>();
    int sent = 0;
    try (SsmSender sender = connect()) {
      Delivery delivery = new Delivery(spool, sender);
      delivery.run().ifPresent(troubles::add);
      troubles.addAll(0, delivery.refused());
      sent = delivery.sent();
    } catch (NotSent e) {
      troubles.add(e.getMessage());
    }
    return result(spool, sent, dropped, troubles);
  }

  /** What is left when a deadline ends a delivery from outside. */
  public static Result afterDeadline(State state, Duration deadline) throws IOException {
    return result(
        new Spool(state),
        0,
        0,
        List.of("Systems Manager was not reached within " + deadline.toSeconds() + " s"));
  }

  private static Result result(Spool spool, int sent, int dropped, List<String> troubles)
      throws IOException {
    int kept = spool.ids().size();
    List<String> all = new ArrayList<>(troubles);
    if (dropped > 0) {
      all.add(dropped + " older reports that were never sent are dropped");
    }
    if (kept > 0) {
      all.add(kept + (kept == 1 ? " report is" : " reports are") + " kept for the next run");
    }
    return new Result(
        sent, kept, all.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", all)));
  }

  private SsmSender connect() throws NotSent {
    Identity identity = Identity.find(settings, SsmConnection.metadata());
    SsmClient client = SsmConnection.open(settings, identity.region());
    return new SsmSender(client, identity.instanceId());
  }

  /** When an audit was told last, and what it said. */
  private static final class Pulse {

    private static final String FILE = "spool/reported";

    private final State state;

    Pulse(State state) {
      this.state = state;
    }

    boolean isDue(Report report, Instant now, Duration heartbeat) throws IOException {
      Optional<byte[]> last = state.read(FILE);
      if (last.isEmpty()) {
        return true;
      }
      String[] words = new String(last.get(), java.nio.charset.StandardCharsets.UTF_8).split(" ");
      if (words.length != 2 || !words[0].equals(report.fingerprint())) {
        return true;
      }
      try {
        Duration age = Duration.between(Instant.parse(words[1].strip()), now);
        // a clock that went back says nothing
        return age.isNegative() || age.compareTo(heartbeat) >= 0;
      } catch (java.time.DateTimeException e) {
        return true;
      }
    }

    void sent(Report report, Instant now) throws IOException {
      String line = report.fingerprint() + " " + now + "\n";
      state.write(FILE, line.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
  }
}
