package io.ecsharden.format.env;

import io.ecsharden.format.GoText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Gives several variables a value in one edit, with one proof for all, and with the lines that
 * {@link EnvAssigner} gives when it is asked for one after the other. Only for a file that all
 * readers read in the same way: in others, the place of a line decides who finds it.
 */
public final class EnvBatch {

  private EnvBatch() {}

  /** Whether every reader accepts the file and finds this value in it. */
  public static boolean holds(EnvFile file, String key, String value) {
    for (Dialect dialect : Dialect.values()) {
      if (!isLast(file.read(dialect), key, value)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The file with all the values, for every reader.
   *
   * @param untouchable tells of a line, by its number from 1, whether its bytes stay
   */
  public static Optional<EnvFile> assign(
      EnvFile file, Map<String, String> values, IntPredicate untouchable) {
    Optional<List<Assignment>> agreed = agreed(file);
    if (agreed.isEmpty()) {
      return Optional.empty();
    }
    EnvEditor editor = new EnvEditor(file);
    Set<Integer> edited = new HashSet<>();
    for (Map.Entry<String, String> entry : values.entrySet()) {
      String text = entry.getKey() + "=" + entry.getValue();
      int last = 0;
      for (Assignment assignment : agreed.get()) {
        if (assignment.key().equals(entry.getKey())) {
          last = assignment.line();
          if (untouchable.test(last) || holdsCarriageReturn(file, last)) {
            return Optional.empty();
          }
          edited.add(last);
          editor.remove(last);
        }
      }
      if (last == 0) {
        editor.append(text);
      } else {
        editor.replace(last, List.of(text));
      }
    }
    EnvFile after = file.with(editor.toBytes());
    return isProven(file, after, values, edited) ? Optional.of(after) : Optional.empty();
  }

  /** The assignments that all readers find, on the same lines. */
  private static Optional<List<Assignment>> agreed(EnvFile file) {
    if (!(file.read(Dialect.ECS_INIT) instanceof Reading.Accepted(List<Assignment> all))) {
      return Optional.empty();
    }
    List<Assignment> found = new ArrayList<>(all.size());
    for (Assignment assignment : all) {
      // for ecs-init alone, a comment can be an assignment
      if (!assignment.key().startsWith("#")) {
        found.add(assignment);
      }
    }
    return isRead(found, file.read(Dialect.SYSTEMD))
            && isRead(found, file.read(Dialect.DOCKER_ENV_FILE))
        ? Optional.of(found)
        : Optional.empty();
  }

  private static boolean isRead(List<Assignment> expected, Reading reading) {
    if (!(reading instanceof Reading.Accepted(List<Assignment> all)
        && all.size() == expected.size())) {
      return false;
    }
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).line() != expected.get(i).line() || !isSame(all.get(i), expected.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean holdsCarriageReturn(EnvFile file, int line) {
    return GoText.trimSpace(file.lines().text(line - 1)).indexOf('\r') >= 0;
  }

  private static boolean isProven(
      EnvFile before, EnvFile after, Map<String, String> values, Set<Integer> edited) {
    for (Dialect dialect : Dialect.values()) {
      Reading now = after.read(dialect);
      for (Map.Entry<String, String> entry : values.entrySet()) {
        if (!isLast(now, entry.getKey(), entry.getValue())) {
          return false;
        }
      }
      if (!othersStay(before.read(dialect), now, values.keySet(), edited)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLast(Reading reading, String key, String value) {
    return reading.last(key).filter(found -> found.value().equals(value)).isPresent();
  }

  /** Every other variable, in the same order, with the same value. */
  private static boolean othersStay(
      Reading before, Reading after, Set<String> mine, Set<Integer> edited) {
    if (!(before instanceof Reading.Accepted(List<Assignment> was)
        && after instanceof Reading.Accepted(List<Assignment> is))) {
      return false;
    }
    int next = nextOther(is, 0, mine);
    for (Assignment old : was) {
      if (mine.contains(old.key()) || edited.contains(old.line())) {
        continue;
      }
      if (next == is.size() || !isSame(old, is.get(next))) {
        return false;
      }
      next = nextOther(is, next + 1, mine);
    }
    return next == is.size();
  }

  private static int nextOther(List<Assignment> assignments, int from, Set<String> mine) {
    int next = from;
    while (next < assignments.size() && mine.contains(assignments.get(next).key())) {
      next++;
    }
    return next;
  }

  private static boolean isSame(Assignment one, Assignment other) {
    return one.key().equals(other.key()) && one.value().equals(other.value());
  }
}
