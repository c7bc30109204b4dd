package io.ecsharden.format.env;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The assignments that one reader finds in a file, by their names. */
public final class AssignmentIndex {

  private final List<Assignment> all;
  private final Map<String, Assignment> last;

  private AssignmentIndex(List<Assignment> all, Map<String, Assignment> last) {
    this.all = all;
    this.last = last;
  }

  static AssignmentIndex of(Reading reading) {
    List<Assignment> all =
        reading instanceof Reading.Accepted(List<Assignment> accepted) ? accepted : List.of();
    return new AssignmentIndex(all, reading.lastByKey());
  }

  /** The assignment of each name that counts; nobody changes the map. */
  public Map<String, Assignment> last() {
    return last;
  }

  /** Every assignment of a name, in the file's order. */
  public List<Assignment> of(String key) {
    Assignment counts = last.get(key);
    if (counts == null) {
      return List.of();
    }
    if (all.size() == last.size()) {
      return List.of(counts);
    }
    List<Assignment> found = new ArrayList<>();
    for (Assignment assignment : all) {
      if (assignment.key().equals(key)) {
        found.add(assignment);
      }
    }
    return found;
  }
}
