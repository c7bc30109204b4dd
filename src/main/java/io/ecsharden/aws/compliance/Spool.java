package io.ecsharden.aws.compliance;

import io.ecsharden.format.Digest;
import io.ecsharden.machine.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reports that are not delivered yet, oldest first: {@code spool/000000000001.json} and so on. At
 * most {@link #MOST}: an instance that never reaches Systems Manager keeps the newest.
 *
 * <p>Every method throws {@link io.ecsharden.machine.MachineException} when the state cannot be
 * read or written.
 */
final class Spool {

  static final int MOST = 50;

  private static final String FOLDER = "spool";
  private static final String SUFFIX = ".json";
  private static final String HALF = FOLDER + "/half-sent";
  private static final int DIGITS = 12;
  private static final long LAST = 900_000_000_000L;

  private final State state;

  Spool(State state) {
    this.state = state;
  }

  /**
   * A spooled report.
   *
   * @param id its number
   * @param mark differs from that of every other report, also of one that replaces it under its
   *     number
   * @param report nothing where the file is damaged
   */
  record Kept(String id, String mark, Optional<Report> report) {}

  /**
   * Adds a report behind all others. Their numbers give the order, whatever the clocks say. Where
   * the newest report says the same, the new one replaces it: otherwise each run of a throttled
   * instance would have one more report to send than the run before. A newest report of which one
   * call has arrived stays, since only its other call is left to make, until a heartbeat is due.
   *
   * @return how many older reports were dropped for it
   */
  int keep(Report report, Duration heartbeat) throws IOException {
    dropAfterTheLastNumber();
    List<String> before = ids();
    Optional<Kept> newest = before.isEmpty() ? Optional.empty() : read(before.getLast());
    boolean again = newest.flatMap(Kept::report).filter(report::saysTheSameAs).isPresent();
    if (again
        && left(newest.orElseThrow()).size() < ReportCall.values().length
        && !report.isLaterThan(newest.flatMap(Kept::report).orElseThrow().time(), heartbeat)) {
      return 0;
    }
    long last = before.isEmpty() ? 0 : Long.parseLong(before.getLast());
    state.write(name(number(again ? last : last + 1)), ReportJson.bytes(report));
    List<String> ids = ids();
    int surplus = Math.max(0, ids.size() - MOST);
    for (String oldest : ids.subList(0, surplus)) {
      state.remove(name(oldest));
    }
    return surplus;
  }

  /** A number that this program cannot have reached, and after which none is left. */
  private void dropAfterTheLastNumber() throws IOException {
    for (String id : ids()) {
      if (Long.parseLong(id) >= LAST) {
        state.remove(name(id));
      }
    }
  }

  /** Drops the reports of another instance, from whose disk this one was made; returns how many. */
  int discardOthers(String instanceId) throws IOException {
    int discarded = 0;
    for (String id : ids()) {
      boolean other =
          read(id).flatMap(Kept::report).filter(r -> r.isOfAnother(instanceId)).isPresent();
      if (other) {
        state.remove(name(id));
        discarded++;
      }
    }
    return discarded;
  }

  /** The numbers of the reports, oldest first. */
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

  /** Reads a report; nothing where it is gone. */
  Optional<Kept> read(String id) throws IOException {
    return state
        .read(name(id))
        .map(bytes -> new Kept(id, id + " " + Digest.of(bytes), ReportJson.parse(bytes)));
  }

  /** Which calls are left to be made for a report. */
  Set<ReportCall> left(Kept kept) throws IOException {
    List<String> lines = halves();
    Set<ReportCall> calls = EnumSet.allOf(ReportCall.class);
    calls.removeIf(call -> lines.contains(line(kept, call)));
    return calls;
  }

  /** Remembers calls that must not be made again. */
  void arrived(Kept kept, Set<ReportCall> calls) throws IOException {
    if (calls.isEmpty()) {
      return;
    }
    List<String> there = ids();
    List<String> lines = new ArrayList<>(halves());
    lines.removeIf(line -> !there.contains(line.split(" ")[0]));
    calls.forEach(call -> lines.add(line(kept, call)));
    state.write(HALF, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private List<String> halves() throws IOException {
    return state
        .read(HALF)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList())
        .orElse(List.of());
  }

  private static String line(Kept kept, ReportCall call) {
    return kept.mark() + " " + call.name();
  }

  /** Removes a report, unless another one has replaced it. */
  void remove(Kept kept) throws IOException {
    if (read(kept.id()).map(Kept::mark).filter(kept.mark()::equals).isPresent()) {
      state.remove(name(kept.id()));
    }
  }

  private static String name(String id) {
    return FOLDER + "/" + id + SUFFIX;
  }
}
