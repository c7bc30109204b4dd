package io.ecsharden.report.ssm;

import io.ecsharden.fix.Digest;
import io.ecsharden.machine.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
  private static final String SUFFIX = ".json";
  private static final String HALF = FOLDER + "/half-sent";
  private static final int DIGITS = 12;

  private final State state;

  Spool(State state) {
    this.state = state;
  }

  /**
   * Keeps a report, behind all others: their order is that of their numbers, whatever clocks say.
   * Where the newest says the same, it takes its place: each run of an instance that is throttled
   * would otherwise have one more to send than the run before. Unless that one has arrived by half:
   * then it stays, since the other half is all that is left to say.
   *
   * @return how many older ones had to go for it
   */
  int keep(Report report) throws IOException {
    List<String> before = ids();
    long last = before.isEmpty() ? 0 : Long.parseLong(before.getLast());
    boolean again = !before.isEmpty() && saysTheSame(before.getLast(), report);
    if (again && isHalfSent(before.getLast())) {
      return 0;
    }
    state.write(name(number(again ? last : last + 1)), ReportJson.bytes(report));
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
    return state.names(FOLDER).stream().filter(Spool::isReport).map(Spool::id).sorted().toList();
  }

  private static boolean isReport(String name) {
    return name.endsWith(SUFFIX)
        && id(name).length() == DIGITS
        && id(name).chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String id(String name) {
    return name.substring(0, name.length() - SUFFIX.length());
  }

  private static String number(long number) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
  }

  /** A report; nothing where the file is damaged. */
  Optional<Report> read(String id) throws IOException {
    return state.read(name(id)).flatMap(ReportJson::parse);
  }

  /** Whether a report's compliance items arrived, and its inventory did not. */
  boolean isHalfSent(String id) throws IOException {
    Optional<byte[]> half = state.read(HALF);
    return half.isPresent() && Arrays.equals(half.get(), mark(id));
  }

  /** Remembers that it is so; of one report at a time. */
  void halfSent(String id) throws IOException {
    state.write(HALF, mark(id));
  }

  /** Which report with which content: a number may be that of another one by now. */
  private byte[] mark(String id) throws IOException {
    byte[] content = state.read(name(id)).orElse(new byte[0]);
    return (id + " " + Digest.of(content) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Forgets a report. */
  void remove(String id) throws IOException {
    state.remove(name(id));
  }

  private static String name(String id) {
    return FOLDER + "/" + id + SUFFIX;
  }
}
