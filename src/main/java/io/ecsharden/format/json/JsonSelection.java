package io.ecsharden.format.json;

import java.util.List;
import java.util.Optional;

/**
 * Which members of a text are read: of the objects down to a depth only those with certain names,
 * and below it all of them. What is not read takes no memory.
 */
public final class JsonSelection {

  /** Everything. */
  public static final JsonSelection ALL = new JsonSelection(0, List.of());

  private final int depth;
  private final List<String> names;

  private JsonSelection(int depth, List<String> names) {
    this.depth = depth;
    this.names = names;
  }

  /**
   * A selection.
   *
   * @param depth 1 for the outermost value; arrays count
   * @param names in ASCII, without what JSON has to escape
   */
  public static JsonSelection of(int depth, String... names) {
    return new JsonSelection(depth, List.of(names));
  }

  boolean isAll(int depth) {
    return depth > this.depth;
  }

  /** The name that stands in these bytes, if it is one of them. */
  Optional<String> find(byte[] source, int start, int end) {
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
