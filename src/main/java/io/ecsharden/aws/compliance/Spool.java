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
   * A report that is kept.
   *
   * @param id its number
   * @param mark tells it from others, also from one that takes its place under the same number
   * @param report nothing where the file is damaged
   */
  record Kept(String id, String mark, Optional<Report> report) {}

  /**
   * Keeps a report, behind all others: their order is that of their numbers, whatever clocks say.
   * Where the newest says the same, it takes its place: each run of an instance that is throttled
   * would otherwise have one more to send than the run before. Unless that one has arrived by half:
   * then it stays, since the other half is all that is left to say, until a sign of life is due.
   *
   * @return how many older ones had to go for it
   */
  int keep(Report report, Duration heartbeat) throws IOException {
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

  /** Forgets what another instance kept, whose disk this one began with; says how many. */
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

  /** A report; nothing where it is gone. */
  Optional<Kept> read(String id) throws IOException {
    return state
        .read(name(id))
        .map(bytes -> new Kept(id, id + " " + Digest.of(bytes), ReportJson.parse(bytes)));
  }

  /** Which calls are left to be made for a report. */
  Set<ReportCall> left(Kept kept) throws IOException {
    List<String> lines = halves();
    Set<ReportCall> parts = EnumSet.allOf(ReportCall.class);
    parts.removeIf(part -> lines.contains(line(kept, part)));
    return parts;
  }

  /** Remembers that some calls are not to be made again. */
  void arrived(Kept kept, Set<ReportCall> parts) throws IOException {
    if (parts.isEmpty()) {
      return;
    }
    List<String> there = ids();
    List<String> lines = new ArrayList<>(halves());
    lines.removeIf(line -> !there.contains(line.split(" ")[0]));
    parts.forEach(part -> lines.add(line(kept, part)));
    state.write(HALF, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private List<String> halves() throws IOException {
    return state
        .read(HALF)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList())
        .orElse(List.of());
  }

  private static String line(Kept kept, ReportCall part) {
    return kept.mark() + " " + part.name();
  }

  /** Forgets a report, unless another one has taken its place. */
  void remove(Kept kept) throws IOException {
    if (read(kept.id()).map(Kept::mark).filter(kept.mark()::equals).isPresent()) {
      state.remove(name(kept.id()));
    }
  }

  private static String name(String id) {
    return FOLDER + "/" + id + SUFFIX;
  }
}
