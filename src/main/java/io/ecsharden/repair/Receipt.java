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
 * @param id unique on the instance, after the clock: {@code 20261126T204501.123Z}
 * @param sequence the order of runs on the instance, from 1, whatever the clock said; 0 in older
 *     receipts
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
    long sequence,
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
        0,
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

  Receipt as(String newId, long number) {
    return copy(newId, number, outcome, files, restarts, message, duration);
  }

  Receipt with(RunOutcome newOutcome) {
    return copy(id, sequence, newOutcome, files, restarts, message, duration);
  }

  Receipt withFiles(List<FileRecord> newFiles) {
    return copy(id, sequence, outcome, newFiles, restarts, message, duration);
  }

  Receipt withRestart(RestartRecord restart) {
    List<RestartRecord> all = new ArrayList<>(restarts);
    all.add(restart);
    return copy(id, sequence, outcome, files, all, message, duration);
  }

  Receipt ended(RunOutcome end, String said, Duration took) {
    return copy(id, sequence, end, files, restarts, said, took);
  }

  /** The same, with something that a person has to do before all of it is in force. */
  Receipt waitingFor(Optional<String> problem) {
    return problem.isEmpty()
        ? this
        : ended(
            RunOutcome.RESTART_PENDING,
            message.isEmpty() ? problem.get() : message + "; " + problem.get(),
            duration);
  }

  private Receipt copy(
      String newId,
      long number,
      RunOutcome end,
      List<FileRecord> changed,
      List<RestartRecord> restarted,
      String said,
      Duration took) {
    return new Receipt(
        newId, number, verb, version, time, baseline, end, changed, restarted, said, undoes, took);
  }

  /** Without files that are as they were before: an earlier run's work was undone by this one. */
  Receipt withoutUnchanged() {
    return withFiles(
        files.stream()
            .filter(FileRecord::isChange)
            .map(file -> file.endingWith(file.after()))
            .toList());
  }

  /** Whether a file is not as it was before the run. */
  boolean changesFiles() {
    return files.stream().anyMatch(FileRecord::isChange);
  }
}
