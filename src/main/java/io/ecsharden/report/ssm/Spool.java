package io.ecsharden.report.ssm;

import io.ecsharden.machine.State;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Reports that are not delivered yet, oldest first. Bounded: a machine that never reaches Systems
 * Manager keeps the newest.
 *
 * <p>Every method throws {@link io.ecsharden.machine.Trouble} when the machine says no.
 */
final class Spool {

  static final int MOST = 50;

  private static final String FOLDER = "spool";

  private final State state;

  Spool(State state) {
    this.state = state;
  }

  /**
   * Keeps a report, in the place of one that says the same: each run of an instance that is
   * throttled would otherwise have one more to send than the run before.
   *
   * @return how many older ones had to go for it
   */
  int keep(Report report) throws IOException {
    List<String> before = ids();
    String id = report.id();
    for (int i = 1; state.read(name(id)).isPresent(); i++) {
      id = report.id() + (i < 10 ? "-0" : "-") + i;
    }
    state.write(name(id), ReportJson.bytes(report));
    if (!before.isEmpty() && saysTheSame(before.getLast(), report)) {
      remove(before.getLast());
    }
    List<String> ids = ids();
    int surplus = Math.max(0, ids.size() - MOST);
    for (String oldest : ids.subList(0, surplus)) {
      remove(oldest);
    }
    return surplus;
  }

  private boolean saysTheSame(String id, Report report) throws IOException {
    return read(id).filter(r -> r.fingerprint().equals(report.fingerprint())).isPresent();
  }

  /** What is kept, oldest first. */
  List<String> ids() throws IOException {
    return state.names(FOLDER).stream()
        .filter(name -> name.endsWith(".json"))
        .map(name -> name.substring(0, name.length() - ".json".length()))
        .sorted()
        .toList();
  }

  /** A report; nothing where the file is damaged. */
  Optional<Report> read(String id) throws IOException {
    return state.read(name(id)).flatMap(ReportJson::parse);
  }

  /** Forgets a report. */
  void remove(String id) throws IOException {
    state.remove(name(id));
  }

  private static String name(String id) {
    return FOLDER + "/" + id + ".json";
  }
}
