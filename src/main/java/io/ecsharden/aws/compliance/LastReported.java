package io.ecsharden.aws.compliance;

import io.ecsharden.machine.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The last report that arrived: its fingerprint, its time and its instance, in one line of {@code
 * spool/reported}.
 */
final class LastReported {

  private static final String FILE = "spool/reported";

  private final State state;

  LastReported(State state) {
    this.state = state;
  }

  /** Whether a report differs from the last one, or the last one is older than the heartbeat. */
  boolean isDue(Report report, Duration heartbeat) throws IOException {
    Optional<byte[]> last = state.read(FILE);
    if (last.isEmpty()) {
      return true;
    }
    String[] words = new String(last.get(), StandardCharsets.UTF_8).strip().split(" ");
    if (words.length < 2
        || !words[0].equals(report.fingerprint())
        || words.length > 2 && report.isOfAnother(words[2])) {
      return true;
    }
    try {
      return report.isLaterThan(Instant.parse(words[1]), heartbeat);
    } catch (DateTimeException e) {
      return true;
    }
  }

  /** Forgets the last report: from now on the service may have another one. */
  void forget() throws IOException {
    state.remove(FILE);
  }

  /** Remembers that a report arrived. */
  void sent(Report report) throws IOException {
    String instance = report.instance().map(id -> " " + id).orElse("");
    String line = report.fingerprint() + " " + report.time() + instance + "\n";
    state.write(FILE, line.getBytes(StandardCharsets.UTF_8));
  }
}
