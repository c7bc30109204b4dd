package io.ecsharden.format.env;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What an edit of one variable has to achieve, and the proof by reading the result. */
final class EditProof {

  private final String key;
  private final Optional<String> wanted;
  private final Set<Dialect> required;
  private final Map<Dialect, Reading> before = new EnumMap<>(Dialect.class);

  /**
   * @param wanted the value, or nothing where the variable shall go
   */
  EditProof(EnvFile file, String key, Optional<String> wanted, Set<Dialect> required) {
    this.key = key;
    this.wanted = wanted;
    this.required = required;
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
    return Optional.ofNullable(before(Dialect.ECS_INIT).lastByKey().get(key)).map(Assignment::line);
  }

  /** The line on which systemd's last assignment starts: it may go on to the end of the file. */
  Optional<Integer> lastForSystemd() {
    List<Assignment> all = assignments(before(Dialect.SYSTEMD));
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast().line());
  }

  /**
   * Whether all readers take the variable as wanted, and the others as before.
   *
   * @param edited lines of the variable that were taken out or written anew
   * @param strict whether systemd and docker, too, must find every other variable as before: a
   *     quote that is closed lets them see lines that it had swallowed
   */
  boolean holds(byte[] after, Set<Integer> edited, boolean strict) {
    EnvFile file = EnvFile.parse(after);
    for (Dialect dialect : Dialect.values()) {
      Reading old = before(dialect);
      Reading reading = file.read(dialect);
      if (reading instanceof Reading.Refused) {
        if (old instanceof Reading.Taken || required.contains(dialect)) {
          return false;
        }
        continue;
      }
      Optional<String> taken =
          Optional.ofNullable(reading.lastByKey().get(key)).map(Assignment::value);
      if (!taken.equals(wanted)) {
        return false;
      }
      boolean compare = strict || dialect == Dialect.ECS_INIT;
      if (compare && old instanceof Reading.Taken && !sameOthers(old, reading, edited)) {
        return false;
      }
    }
    return true;
  }

  private boolean sameOthers(Reading old, Reading now, Set<Integer> edited) {
    List<Assignment> was = others(old, edited);
    List<Assignment> is = others(now, Set.of());
    if (was.size() != is.size()) {
      return false;
    }
    for (int i = 0; i < was.size(); i++) {
      boolean same =
          was.get(i).key().equals(is.get(i).key()) && was.get(i).value().equals(is.get(i).value());
      if (!same) {
        return false;
      }
    }
    return true;
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
