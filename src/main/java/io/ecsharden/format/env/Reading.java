package io.ecsharden.format.env;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one reader makes of a file. */
public sealed interface Reading permits Reading.Accepted, Reading.Refused {

  /**
   * The reader accepts the file.
   *
   * @param assignments every assignment in the file's order, with duplicates
   */
  record Accepted(List<Assignment> assignments) implements Reading {

    /** A file of a megabyte can repeat one line: it is not worth a larger table at once. */
    private static final int MOST_EXPECTED = 10_000;

    /** The last assignment of each name: the one that counts for every reader. */
    @Override
    public Map<String, Assignment> lastByKey() {
      Map<String, Assignment> last =
          LinkedHashMap.newLinkedHashMap(Math.min(assignments.size(), MOST_EXPECTED));
      for (Assignment assignment : assignments) {
        last.put(assignment.key(), assignment);
      }
      return last;
    }
  }

  /**
   * The reader refuses the whole file.
   *
   * @param error the reader's own words, as far as they hold no value from the file
   * @param line the line, from 1, that is at fault
   */
  record Refused(String error, int line) implements Reading {

    @Override
    public Map<String, Assignment> lastByKey() {
      return Map.of();
    }
  }

  /** The assignments that count, by name; none when the file was refused. */
  Map<String, Assignment> lastByKey();

  /** The assignment of one name that counts: quicker than {@link #lastByKey} for a single name. */
  default Optional<Assignment> last(String key) {
    if (this instanceof Accepted(List<Assignment> assignments)) {
      for (int i = assignments.size() - 1; i >= 0; i--) {
        if (assignments.get(i).key().equals(key)) {
          return Optional.of(assignments.get(i));
        }
      }
    }
    return Optional.empty();
  }
}
