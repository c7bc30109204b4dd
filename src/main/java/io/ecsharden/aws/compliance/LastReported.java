package io.ecsharden.aws.compliance;

import io.ecsharden.machine.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When an audit was told last, what it said, and of which instance. */
final class LastReported {

  private static final String FILE = "spool/reported";

  private final State state;

  LastReported(State state) {
    this.state = state;
  }

  /** Whether a report says something new, or is a sign of life that is due. */
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

  /** What the service knows may be something else from now on. */
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
