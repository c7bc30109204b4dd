package io.ecsharden.format.env;

import io.ecsharden.format.GoText;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * Gives several variables a value in one edit, with one proof for all: what {@link EnvAssigner}
 * does first for each of them. Where that does not do, there is no result.
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
    EnvEditor editor = new EnvEditor(file);
    Set<Integer> edited = new HashSet<>();
    for (Map.Entry<String, String> entry : values.entrySet()) {
      String text = entry.getKey() + "=" + entry.getValue();
      TreeSet<Integer> lines = new TreeSet<>();
      int target = 0;
      for (Dialect dialect : Dialect.values()) {
        if (!(file.read(dialect) instanceof Reading.Taken(List<Assignment> all))) {
          return Optional.empty();
        }
        for (Assignment assignment : all) {
          if (assignment.key().equals(entry.getKey())) {
            lines.add(assignment.line());
            target = dialect == Dialect.ECS_INIT ? assignment.line() : target;
          }
        }
      }
      for (int line : lines) {
        if (untouchable.test(line) || holdsCarriageReturn(file, line) || !edited.add(line)) {
          return Optional.empty();
        }
        editor.remove(line);
      }
      if (lines.isEmpty()) {
        editor.append(text);
      } else {
        editor.replace(target == 0 ? lines.last() : target, List.of(text));
      }
    }
    EnvFile after = EnvFile.parse(editor.toBytes());
    return isProven(file, after, values, edited) ? Optional.of(after) : Optional.empty();
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
    if (!(before instanceof Reading.Taken(List<Assignment> was)
        && after instanceof Reading.Taken(List<Assignment> is))) {
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
