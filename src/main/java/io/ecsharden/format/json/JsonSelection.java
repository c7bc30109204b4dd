package io.ecsharden.format.json;

import java.util.Optional;

/**
 * Which members of a text are read: of the objects down to a depth only those with certain names,
 * in the next depth all of them, and below it none. What is not read takes no memory.
 */
public final class JsonSelection {

  /** Everything. */
  public static final JsonSelection ALL = new JsonSelection(0, Integer.MAX_VALUE);

  private final int depth;
  private final int deepest;
  private final String[] names;

  private JsonSelection(int depth, int deepest, String... names) {
    this.depth = depth;
    this.deepest = deepest;
    this.names = names;
  }

  /**
   * A selection.
   *
   * @param depth 1 for the outermost value; arrays count
   * @param names in ASCII, without what JSON has to escape
   */
  public static JsonSelection of(int depth, String... names) {
    return new JsonSelection(depth, depth + 1, names.clone());
  }

  /** Whether every member of an object at this depth is read. */
  boolean isAll(int depth) {
    return depth > this.depth && depth <= deepest;
  }

  /** The name that stands in these bytes, if its member is read. */
  Optional<String> find(byte[] source, int start, int end, int depth) {
    if (depth > this.depth) {
      return Optional.empty();
    }
    for (String name : names) {
      if (name.length() == end - start && isAt(source, start, name)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private static boolean isAt(byte[] source, int start, String name) {
    for (int i = 0; i < name.length(); i++) {
      if (source[start + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
