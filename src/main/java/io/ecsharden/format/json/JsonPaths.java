package io.ecsharden.format.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which members of an object are wanted. The rest is passed over, takes no memory, and need not be
 * well-formed: an instance's containers have megabytes of it.
 *
 * <p>A path is the names that lead to a member, {@code HostConfig/NetworkMode}. It ends in {@code
 * []} where the member is an array of texts, and in {@code *} where the names of an object's
 * members are wanted themselves.
 */
public final class JsonPaths {

  private static final String TEXTS = "[]";
  private static final String NAMES = "*";

  /** A name on the way, and what is wanted there. */
  static final class Node {

    /** Instead of a place: nothing is wanted here. */
    static final int NOWHERE = -1;

    /** A member that is not wanted. */
    static final Node UNWANTED = new Node("");

    final List<Node> children = new ArrayList<>();

    /** Where the value goes. */
    int value = NOWHERE;

    /** Where the texts of an array go. */
    int texts = NOWHERE;

    /** Where the names of an object's members go. */
    int names = NOWHERE;

    private final String name;

    private Node(String name) {
      this.name = name;
    }

    /** The child whose name stands in these bytes, or {@link #UNWANTED}. */
    Node child(byte[] source, int start, int end) {
      for (Node child : children) {
        if (child.name.length() == end - start && child.isAt(source, start)) {
          return child;
        }
      }
      return UNWANTED;
    }

    private boolean isAt(byte[] source, int start) {
      for (int i = 0; i < name.length(); i++) {
        if (source[start + i] != name.charAt(i)) {
          return false;
        }
      }
      return true;
    }

    private Node child(String wanted) {
      for (Node child : children) {
        if (child.name.equals(wanted)) {
          return child;
        }
      }
      Node child = new Node(wanted);
      children.add(child);
      return child;
    }
  }

  private final Node root = new Node("");
  private final String[] paths;

  private JsonPaths(String... paths) {
    this.paths = paths;
  }

  /**
   * The members at these paths.
   *
   * @param paths in ASCII, without what JSON has to escape
   */
  public static JsonPaths of(String... paths) {
    JsonPaths all = new JsonPaths(paths.clone());
    for (int i = 0; i < paths.length; i++) {
      all.add(paths[i], i);
    }
    return all;
  }

  private void add(String path, int place) {
    String member = path.endsWith(TEXTS) ? path.substring(0, path.length() - 2) : path;
    Node node = root;
    for (String name : member.split("/", -1)) {
      if (name.equals(NAMES)) {
        node.names = place;
        return;
      }
      node = node.child(name);
    }
    if (member.equals(path)) {
      node.value = place;
    } else {
      node.texts = place;
    }
  }

  Node root() {
    return root;
  }

  int size() {
    return paths.length;
  }

  int place(String path) {
    for (int i = 0; i < paths.length; i++) {
      if (paths[i].equals(path)) {
        return i;
      }
    }
    throw new IllegalArgumentException("nobody has read " + path);
  }

  /**
   * Reads an object.
   *
   * @param length of the text, which starts with the array
   * @return nothing where the text is no object
   */
  public Optional<JsonFields> object(byte[] source, int length) {
    try {
      return Optional.of(new JsonFieldReader(source, length, this).object());
    } catch (JsonSyntaxException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads the objects of an array.
   *
   * @param length of the text, which starts with the array
   * @return nothing where the text is no array
   */
  public Optional<List<JsonFields>> objects(byte[] source, int length) {
    try {
      return Optional.of(new JsonFieldReader(source, length, this).objects());
    } catch (JsonSyntaxException e) {
      return Optional.empty();
    }
  }
}
