package io.ecsharden.format.env;

import java.util.ArrayList;
import java.util.List;

/**
 * What a reader finds, where it is known what another one has found in the same file: of a plain
 * file all find the same, and then one copy of it is kept. Not for several threads.
 */
final class KnownAssignments {

  /** Nothing is known. */
  static final Reading NOTHING = new Reading.Refused("", 0);

  private final Reading other;
  private final List<Assignment> known;

  /** How many of the other's assignments this one has found, and nothing else. */
  private int prefix;

  /** The other's first assignment that is not before the line at hand. */
  private int next;

  /** Whether everything so far is what the other reader has found. */
  private boolean same = true;

  private List<Assignment> found = List.of();

  /**
   * @param other what another reader has found, or {@link #NOTHING}
   */
  KnownAssignments(Reading other) {
    this.other = other;
    this.known = other instanceof Reading.Accepted(List<Assignment> all) ? all : List.of();
  }

  /** Adds an assignment, whose name and value are in UTF-8, unless it is known. */
  boolean addKnown(byte[] key, int keyTo, byte[] value, int valueTo, int line) {
    return addKnown(key, 0, keyTo, value, 0, valueTo, line);
  }

  /** The same for names and values that stand somewhere in longer texts. */
  boolean addKnown(
      byte[] key, int keyFrom, int keyTo, byte[] value, int valueFrom, int valueTo, int line) {
    while (next < known.size() && known.get(next).line() < line) {
      next++;
    }
    if (next == known.size()) {
      return false;
    }
    Assignment candidate = known.get(next);
    if (candidate.line() != line
        || !isSame(candidate.value(), value, valueFrom, valueTo)
        || !isSame(candidate.key(), key, keyFrom, keyTo)) {
      return false;
    }
    if (same && next == prefix) {
      prefix++;
    } else {
      differ();
      found.add(candidate);
    }
    next++;
    return true;
  }

  /** Adds an assignment that the other reader has not found. */
  void add(Assignment assignment) {
    differ();
    found.add(assignment);
  }

  private void differ() {
    if (same) {
      same = false;
      found = new ArrayList<>(known.subList(0, prefix));
    }
  }

  Reading reading() {
    if (same && prefix == known.size() && other instanceof Reading.Accepted) {
      return other;
    }
    differ();
    return new Reading.Accepted(found);
  }

  /** Whether a text is what some bytes of ASCII are. */
  private static boolean isSame(String text, byte[] bytes, int from, int to) {
    if (text.length() != to - from) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (bytes[i] < 0 || text.charAt(i - from) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
