package io.ecsharden.format.env;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What an edit of one variable has to achieve, and the proof by reading the result. */
final class EditProof {

  private final String key;
  private final Optional<String> wanted;
  private final Set<Dialect> required;
  private final Predicate<String> matters;
  private final Map<Dialect, Reading> before = new EnumMap<>(Dialect.class);

  /**
   * @param wanted the value, or nothing where the variable shall go
   * @param matters which variables anybody takes from systemd
   */
  EditProof(
      EnvFile file,
      String key,
      Optional<String> wanted,
      Set<Dialect> required,
      Predicate<String> matters) {
    this.key = key;
    this.wanted = wanted;
    this.required = required;
    this.matters = matters;
    for (Dialect dialect : Dialect.values()) {
      before.put(dialect, file.read(dialect));
    }
  }

  /** The lines on which any reader finds the variable. */
  TreeSet<Integer> linesOfKey() {
    TreeSet<Integer> lines = new TreeSet<>();
    before
        .values()
        .forEach(reading -> {
          for (Assignment assignment : assignments(reading)) {
            if (assignment.key().equals(key)) {
              lines.add(assignment.line());
            }
          }
        });
    return lines;
  }

  /** The line that ecs-init takes. */
  Optional<Integer> lastForEcsInit() {
    return before(Dialect.ECS_INIT).last(key).map(Assignment::line);
  }

  /** The line on which systemd's last assignment starts: it may go on to the end of the file. */
  Optional<Integer> lastForSystemd() {
    List<Assignment> all = assignments(before(Dialect.SYSTEMD));
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

  /**
   * Whether all readers take the variable as wanted.
   *
   * @param edited lines of the variable that were taken out or written anew
   */
  boolean holds(EnvFile file, Set<Integer> edited, Others others) {
    for (Dialect dialect : Dialect.values()) {
      Reading old = before(dialect);
      Reading reading = file.read(dialect);
      if (reading instanceof Reading.Refused) {
        if (old instanceof Reading.Taken || required.contains(dialect)) {
          return false;
        }
        continue;
      }
      Optional<String> taken = reading.last(key).map(Assignment::value);
      if (!taken.equals(wanted)) {
        return false;
      }
      Others level = dialect == Dialect.ECS_INIT ? Others.STAY : others;
      if (old instanceof Reading.Taken && !othersHold(old, reading, edited, level)) {
        return false;
      }
    }
    return true;
  }

  private boolean othersHold(Reading old, Reading now, Set<Integer> edited, Others level) {
    List<Assignment> was = others(old, edited);
    List<Assignment> is = others(now, Set.of());
    if (level == Others.STAY && was.size() != is.size()) {
      return false;
    }
    int next = 0;
    for (Assignment assignment : was) {
      if (level == Others.MAY_GO && !matters(assignment)) {
        continue;
      }
      while (next < is.size() && !isSame(assignment, is.get(next))) {
        next++;
      }
      if (next++ >= is.size()) {
        return false;
      }
    }
    return true;
  }

  /** What ecs-init's unit takes, and what ecs-init takes alike: that is right as it is. */
  private boolean matters(Assignment assignment) {
    return matters.test(assignment.key())
        || before(Dialect.ECS_INIT)
            .last(assignment.key())
            .filter(taken -> isSame(taken, assignment))
            .isPresent();
  }

  private static boolean isSame(Assignment one, Assignment other) {
    return one.key().equals(other.key()) && one.value().equals(other.value());
  }

  /** Every other variable; one that only this reader finds on an edited line is the same one. */
  private List<Assignment> others(Reading reading, Set<Integer> edited) {
    List<Assignment> others = new ArrayList<>();
    for (Assignment assignment : assignments(reading)) {
      if (!assignment.key().equals(key) && !edited.contains(assignment.line())) {
        others.add(assignment);
      }
    }
    return others;
  }

  private static List<Assignment> assignments(Reading reading) {
    return reading instanceof Reading.Taken(List<Assignment> all) ? all : List.of();
  }

  private Reading before(Dialect dialect) {
    return Optional.ofNullable(before.get(dialect)).orElseThrow();
  }
}
