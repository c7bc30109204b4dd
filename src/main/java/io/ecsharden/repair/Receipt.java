package io.ecsharden.repair;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run did. Before it is done, the same record is its journal. It holds no content of files
 * and no secrets.
 *
 * @param id unique on the instance, and in the order of time: {@code 20261126T204501.123Z}
 * @param verb {@code fix} or {@code rollback}
 * @param version of the program
 * @param baseline the baseline's name; empty for a rollback
 * @param files the files that it changed
 * @param restarts what was restarted, and what came of it
 * @param message what a person should know, in a line
 * @param undoes the receipt that a rollback put back
 */
public record Receipt(
    String id,
    String verb,
    String version,
    Instant time,
    String baseline,
    RunOutcome outcome,
    List<FileRecord> files,
    List<RestartRecord> restarts,
    String message,
    Optional<String> undoes,
    Duration duration) {

  public Receipt {
    files = List.copyOf(files);
    restarts = List.copyOf(restarts);
  }

  /**
   * Something that was restarted.
   *
   * @param what {@code daemon-reload}, {@code ecs.service} or {@code docker.service}
   * @param code what came of it
   * @param result the same for people: {@code ready after 12 s}
   */
  public record RestartRecord(String what, RestartCode code, String result) {}

  /** The beginning of a run's record. */
  public static Receipt begin(
      String verb, String version, Instant time, String baseline, Optional<String> undoes) {
    return new Receipt(
        id(time),
        verb,
        version,
        time,
        baseline,
        RunOutcome.WRITING,
        List.of(),
        List.of(),
        "",
        undoes,
        Duration.ZERO);
  }

  /** The digits of the time in UTC, to the millisecond. */
  private static String id(Instant time) {
    StringBuilder id = new StringBuilder(20);
    String text = Instant.ofEpochMilli(time.toEpochMilli()).toString();
    // 2026-11-26T20:45:01.123Z, without the fraction where it is zero
    String full = text.indexOf('.') < 0 ? text.substring(0, text.length() - 1) + ".000Z" : text;
    for (int i = 0; i < full.length(); i++) {
      char c = full.charAt(i);
      if (c != '-' && c != ':') {
        id.append(c);
      }
    }
    return id.toString();
  }

  Receipt withId(String newId) {
    return new Receipt(
        newId, verb, version, time, baseline, outcome, files, restarts, message, undoes, duration);
  }

  Receipt with(RunOutcome newOutcome) {
    return new Receipt(
        id, verb, version, time, baseline, newOutcome, files, restarts, message, undoes, duration);
  }

  Receipt withFiles(List<FileRecord> newFiles) {
    return new Receipt(
        id, verb, version, time, baseline, outcome, newFiles, restarts, message, undoes, duration);
  }

  Receipt withRestart(RestartRecord restart) {
    List<RestartRecord> all = new ArrayList<>(restarts);
    all.add(restart);
    return new Receipt(
        id, verb, version, time, baseline, outcome, files, all, message, undoes, duration);
  }

  Receipt ended(RunOutcome end, String said, Duration took) {
    return new Receipt(id, verb, version, time, baseline, end, files, restarts, said, undoes, took);
  }
}
