package io.ecsharden.plan;

import io.ecsharden.facts.BlockActivity;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.format.env.EnvFile;
import io.ecsharden.format.env.SystemdComments;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.FileReadings;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.value.PlacedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An instance's files while requests are fulfilled, and what became of each request. */
final class DraftInstance {

  private static final int NEW_FILE = 0644;

  private final HostFacts start;
  private HostFacts facts;
  private final Map<String, FileReadings> readings;
  private final Map<String, ChangeReasons> reasons = new LinkedHashMap<>();

  /** Why requests were not fulfilled, by their numbers; null for the others. */
  private final List<@Nullable Supplier<PlacedText>> left = new ArrayList<>();

  private final BitSet placed = new BitSet();
  private final BitSet done = new BitSet();

  DraftInstance(Instance instance) {
    this.start = instance.facts();
    this.facts = start;
    this.readings = new HashMap<>(instance.settings().readings());
  }

  /** The instance with the changes so far. */
  Instance instance() {
    return Instance.of(facts, readings);
  }

  /** A file with the changes so far. */
  FileFact file(String path) {
    return facts.file(path);
  }

  /** An env file with the changes so far, and what is known of how programs read it. */
  FileReadings readings(String path) {
    FileReadings known =
        FileReadings.of(
            file(path).bytesOrEmpty(),
            SystemdComments.of(facts.systemd()),
            Optional.ofNullable(readings.get(path)));
    readings.put(path, known);
    return known;
  }

  /** Keeps what is known of how programs read an env file that is going to be put. */
  void remember(String path, EnvFile file) {
    readings.put(path, FileReadings.of(file));
  }

  /** A file with other bytes; a new one belongs to root. */
  FileFact.Content with(String path, byte[] bytes) {
    return file(path) instanceof FileFact.Content f
        ? new FileFact.Content(path, bytes, f.mode(), f.uid(), f.gid())
        : new FileFact.Content(path, bytes, NEW_FILE, 0, 0);
  }

  /** Whether a file's content is not what it was. */
  boolean changed(String path) {
    return !Arrays.equals(start.file(path).bytesOrEmpty(), facts.file(path).bytesOrEmpty());
  }

  /** Whether any file is not what it was. */
  boolean changed() {
    return !reasons.isEmpty();
  }

  /**
   * Has the unit that blocks the metadata service started, where something runs.
   *
   * @return false where nothing runs, or it is going to be started already
   */
  boolean startsBlock() {
    RunningFacts running = facts.running();
    if (running.isOffline() || running.network().block() == BlockActivity.WILL_START) {
      return false;
    }
    facts = facts.withRunning(running.with(running.network().with(BlockActivity.WILL_START)));
    return true;
  }

  /** Puts a file in the place of another; the reasons are given apart. */
  void put(FileFact.Content file) {
    facts = facts.with(file);
  }

  /** Puts a file in the place of another, because of a request. */
  void put(FileFact.Content file, RequestedChange request, SensitiveText what) {
    put(file);
    reason(file.path(), request, what);
  }

  /** Says what was done to a file for a request. */
  void reason(String path, RequestedChange request, SensitiveText what) {
    reasons(path).add(new Reason(request.control(), request.setting(), what));
    done.set(request.number());
  }

  /**
   * Says what was done to a line for a request.
   *
   * @param what makes the words, which quote nobody
   */
  void reasonOfLine(String path, RequestedChange request, Supplier<String> what) {
    if (reasons(path).isFull()) {
      reasons(path).count(request.control());
      done.set(request.number());
    } else {
      reason(path, request, what.get());
    }
  }

  private ChangeReasons reasons(String path) {
    return reasons.computeIfAbsent(path, p -> new ChangeReasons());
  }

  /** The same with words that quote nobody. */
  void put(FileFact.Content file, RequestedChange request, String what) {
    put(file, request, SensitiveText.words(what));
  }

  /** The same with words that quote nobody. */
  void reason(String path, RequestedChange request, String what) {
    reason(path, request, SensitiveText.words(what));
  }

  /** The same with words that quote nobody. */
  void leave(RequestedChange request, String reason) {
    leave(request, SensitiveText.words(reason));
  }

  /** Says why a request is not fulfilled. */
  void leave(RequestedChange request, SensitiveText reason) {
    because(request, () -> PlacedText.of(reason));
  }

  /** Says why a request is not fulfilled that is about a place; the place is said apart. */
  void leaveAt(RequestedChange request, Supplier<PlacedText> reason) {
    because(request, reason);
    placed.set(request.number());
  }

  private void because(RequestedChange request, Supplier<PlacedText> reason) {
    while (left.size() <= request.number()) {
      left.add(null);
    }
    left.set(request.number(), reason);
  }

  /** Whether the reason for a request that is left lacks its place. */
  boolean lacksPlace(RequestedChange request) {
    return placed.get(request.number());
  }

  /** Whether something was done for a request. */
  boolean fulfilled(RequestedChange request) {
    return done.get(request.number());
  }

  /** Why a request was not fulfilled. */
  Optional<PlacedText> leftBecause(RequestedChange request) {
    return request.number() < left.size()
        ? Optional.ofNullable(left.get(request.number())).map(Supplier::get)
        : Optional.empty();
  }

  /** What was done to each file. */
  Map<String, ChangeReasons> reasons() {
    return reasons;
  }
}
