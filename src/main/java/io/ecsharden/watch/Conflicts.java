package io.ecsharden.watch;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Files that somebody changes back again and again. After the third repair of a file the controls
 * that want it otherwise are left alone for a day: two programs that fight restart the agent for
 * ever. Times are those of a clock that only grows. For one thread.
 */
final class Conflicts {

  private static final int MOST = 3;

  /** A file that stays right for longer than this was not changed back, but changed once more. */
  private static final Duration MEMORY = Duration.ofHours(2);

  private static final Duration HOLD = Duration.ofDays(1);

  private record Repairs(int times, Duration last) {}

  private record Hold(Set<String> controls, Duration until) {}

  private final Map<String, Repairs> repairs = new HashMap<>();
  private final Map<String, Hold> holds = new HashMap<>();

  /** Counts a repair of a file. */
  void repaired(String path, Duration now) {
    Repairs before = repairs.get(path);
    int times =
        before != null && now.minus(before.last()).compareTo(MEMORY) <= 0 ? before.times() : 0;
    repairs.put(path, new Repairs(times + 1, now));
  }

  /** Whether a file was repaired so often that the next repair has to be looked at first. */
  boolean mayBegin(Duration now) {
    return repairs.keySet().stream().anyMatch(path -> isContested(path, now));
  }

  /** Whether the next repair of a file would be one too many. */
  boolean isContested(String path, Duration now) {
    Repairs before = repairs.get(path);
    return before != null
        && before.times() >= MOST
        && now.minus(before.last()).compareTo(MEMORY) <= 0;
  }

  /** Leaves a file as it is for a day: these controls are not repaired. */
  void hold(String path, Collection<String> controls, Duration now) {
    repairs.remove(path);
    holds.put(path, new Hold(Set.copyOf(controls), now.plus(HOLD)));
  }

  /** The controls that are left alone now. */
  Set<String> held(Duration now) {
    holds.values().removeIf(hold -> now.compareTo(hold.until()) >= 0);
    Set<String> held = new HashSet<>();
    holds.values().forEach(hold -> held.addAll(hold.controls()));
    return held;
  }

  /** Starts again from nothing: the desired state is another one, or somebody asks for it. */
  void clear() {
    repairs.clear();
    holds.clear();
  }
}
