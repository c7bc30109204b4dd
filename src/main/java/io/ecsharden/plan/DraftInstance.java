package io.ecsharden.plan;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.env.EnvFile;
import io.ecsharden.plan.FileChange.Reason;
import io.ecsharden.settings.FileReadings;
import io.ecsharden.settings.Instance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An instance's files while wishes are fulfilled, and what became of each wish. */
final class DraftInstance {

  private final HostFacts start;
  private HostFacts facts;
  private final Map<String, FileReadings> readings;
  private final Map<String, List<Reason>> reasons = new LinkedHashMap<>();
  private final Map<RequestedChange, String> left = new IdentityHashMap<>();
  private final Map<RequestedChange, Boolean> done = new IdentityHashMap<>();

  DraftInstance(Instance instance) {
    this.start = instance.facts();
    this.facts = start;
    this.readings = new HashMap<>(instance.settings().readings());
  }

  /** The instance with its files as they are by now. */
  Instance instance() {
    return Instance.of(facts, readings);
  }

  /** A file as it is by now. */
  FileFact file(String path) {
    return facts.file(path);
  }

  /** An env file as it is by now, with what its readers are known to make of it. */
  FileReadings readings(String path) {
    Optional<FileReadings> before = Optional.ofNullable(readings.get(path));
    return FileReadings.of(file(path).bytesOrEmpty(), before);
  }

  /** Remembers what its readers make of an env file that is going to be put. */
  void remember(String path, EnvFile file) {
    readings.put(path, FileReadings.of(file));
  }

  /** Whether a file's content is not what it was. */
  boolean changed(String path) {
    return !Arrays.equals(start.file(path).bytesOrEmpty(), facts.file(path).bytesOrEmpty());
  }

  /** Whether any file is not what it was. */
  boolean changed() {
    return !reasons.isEmpty();
  }

  /** Puts a file in the place of another. */
  void put(FileFact.Content file) {
    facts = facts.with(file);
  }

  /** Puts a file in the place of another, because of a wish. */
  void put(FileFact.Content file, RequestedChange wish, String what) {
    put(file);
    reason(file.path(), wish, what);
  }

  /** A wish that is fulfilled by what was done already. */
  void reason(String path, RequestedChange wish, String what) {
    reasons.computeIfAbsent(path, p -> new ArrayList<>()).add(new Reason(wish.control(), what));
    done.put(wish, true);
  }

  /** A wish that is not fulfilled. */
  void leave(RequestedChange wish, String reason) {
    left.put(wish, reason);
  }

  /** Whether something was done for a wish. */
  boolean fulfilled(RequestedChange wish) {
    return done.containsKey(wish);
  }

  /** Why a wish was not fulfilled. */
  Optional<String> leftBecause(RequestedChange wish) {
    return Optional.ofNullable(left.get(wish));
  }

  /** What was done to each file. */
  Map<String, List<Reason>> reasons() {
    return reasons;
  }
}
