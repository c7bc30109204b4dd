package io.ecsharden.fix;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.fix.FileChange.Reason;
import io.ecsharden.format.env.EnvFile;
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
final class Attempt {

  private final HostFacts start;
  private HostFacts facts;
  private final Map<String, FileReadings> readings;
  private final Map<String, List<Reason>> reasons = new LinkedHashMap<>();
  private final Map<Wish, String> left = new IdentityHashMap<>();
  private final Map<Wish, Boolean> done = new IdentityHashMap<>();

  Attempt(Instance instance) {
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
  void put(FileFact.Content file, Wish wish, String what) {
    put(file);
    reason(file.path(), wish, what);
  }

  /** A wish that is fulfilled by what was done already. */
  void reason(String path, Wish wish, String what) {
    reasons.computeIfAbsent(path, p -> new ArrayList<>()).add(new Reason(wish.control(), what));
    done.put(wish, true);
  }

  /** A wish that is not fulfilled. */
  void leave(Wish wish, String reason) {
    left.put(wish, reason);
  }

  /** Whether something was done for a wish. */
  boolean fulfilled(Wish wish) {
    return done.containsKey(wish);
  }

  /** Why a wish was not fulfilled. */
  Optional<String> leftBecause(Wish wish) {
    return Optional.ofNullable(left.get(wish));
  }

  /** What was done to each file. */
  Map<String, List<Reason>> reasons() {
    return reasons;
  }
}
