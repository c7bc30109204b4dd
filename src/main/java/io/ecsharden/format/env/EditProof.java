package io.ecsharden.format.env;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What an edit of one variable has to achieve, and the proof by reading the result. */
final class EditProof {

  private final EnvFile before;
  private final String key;
  private final Optional<String> wanted;
  private final Set<Dialect> required;
  private final Predicate<String> matters;
  private Optional<Map<String, Assignment>> byEcsInit = Optional.empty();

  /**
   * @param wanted the value, or nothing where the variable has to go
   * @param matters which variables anybody takes from systemd
   */
  EditProof(
      EnvFile before,
      String key,
      Optional<String> wanted,
      Set<Dialect> required,
      Predicate<String> matters) {
    this.before = before;
    this.key = key;
    this.wanted = wanted;
    this.required = required;
    this.matters = matters;
  }

  /** The lines on which any reader finds the variable. */
  TreeSet<Integer> linesOfKey() {
    TreeSet<Integer> lines = new TreeSet<>();
    for (Dialect dialect : Dialect.values()) {
      for (Assignment assignment : assignments(before.read(dialect))) {
        if (isMine(assignment)) {
          lines.add(assignment.line());
        }
      }
    }
    return lines;
  }

  /** The line that ecs-init takes. */
  Optional<Integer> lastForEcsInit() {
    return before.read(Dialect.ECS_INIT).last(key).map(Assignment::line);
  }

  /** The line on which systemd's last assignment starts: it may go on to the end of the file. */
  Optional<Integer> lastForSystemd() {
    List<Assignment> all = assignments(before.read(Dialect.SYSTEMD));
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast().line());
  }

  /** What may happen to other variables for systemd and docker; for ecs-init they stay. */
  enum Others {
    /** Nothing. */
    STAY,
    /** A quote that is closed may let them see lines that it had swallowed. */
    MAY_COME,
    /** Those that nobody takes from systemd, and that ecs-init takes otherwise, may go. */
    MAY_GO
  }

  /** Whether all readers take the variable as wanted without an edit. */
  boolean holdsAlready() {
    for (Dialect dialect : Dialect.values()) {
      Reading reading = before.read(dialect);
      boolean holds =
          reading instanceof Reading.Refused ? !required.contains(dialect) : isWanted(reading);
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether all readers take the variable as wanted after an edit.
   *
   * @param edited lines of the variable that were removed or rewritten
   */
  boolean holds(EnvFile file, Set<Integer> edited, Others others) {
    for (Dialect dialect : Dialect.values()) {
      Reading old = before.read(dialect);
      Reading reading = file.read(dialect);
      if (reading instanceof Reading.Refused) {
        if (old instanceof Reading.Accepted || required.contains(dialect)) {
          return false;
        }
        continue;
      }
      if (!isWanted(reading)) {
        return false;
      }
      Others level = dialect == Dialect.ECS_INIT ? Others.STAY : others;
      if (old instanceof Reading.Accepted && !othersHold(old, reading, edited, level)) {
        return false;
      }
    }
    return true;
  }

  private boolean isWanted(Reading reading) {
    return reading.last(key).map(Assignment::value).equals(wanted);
  }

  /** Every other variable; one that only this reader finds on an edited line is the same one. */
  private boolean othersHold(Reading old, Reading now, Set<Integer> edited, Others level) {
    List<Assignment> is = assignments(now);
    int next = 0;
    for (Assignment was : assignments(old)) {
      if (isMine(was) || edited.contains(was.line()) || level == Others.MAY_GO && !matters(was)) {
        continue;
      }
      while (next < is.size() && !isSame(was, is.get(next))) {
        if (level == Others.STAY && !isMine(is.get(next))) {
          return false;
        }
        next++;
      }
      if (next++ >= is.size()) {
        return false;
      }
    }
    return level != Others.STAY || is.subList(next, is.size()).stream().allMatch(this::isMine);
  }

  /** What ecs-init's unit takes, and what ecs-init takes with the same value: that is right. */
  private boolean matters(Assignment assignment) {
    return matters.test(assignment.key())
        || Optional.ofNullable(byEcsInit().get(assignment.key()))
            .filter(taken -> isSame(taken, assignment))
            .isPresent();
  }

  /** A map, since each of many lines is looked up. */
  private Map<String, Assignment> byEcsInit() {
    if (byEcsInit.isEmpty()) {
      byEcsInit = Optional.of(before.index(Dialect.ECS_INIT).last());
    }
    return byEcsInit.get();
  }

  private static boolean isSame(Assignment one, Assignment other) {
    return one.key().equals(other.key()) && one.value().equals(other.value());
  }

  private boolean isMine(Assignment assignment) {
    return assignment.key().equals(key);
  }

  private static List<Assignment> assignments(Reading reading) {
    return reading instanceof Reading.Accepted(List<Assignment> all) ? all : List.of();
  }
}
