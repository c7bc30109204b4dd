package io.ecsharden.host.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was looked at below a root, and how closely. A {@link HostRoot} fills it, so that the list
 * of files that count is never written down a second time.
 */
public final class Lookups {

  /** How closely something was looked at, the least first. */
  enum Depth {
    /** Whether it exists. */
    EXISTENCE,
    /** What it holds: a file's content, a directory's names. */
    CONTENT
  }

  private final Map<String, Depth> seen = new LinkedHashMap<>();

  void add(String path, Depth depth) {
    seen.merge(path, depth, (a, b) -> a.compareTo(b) >= 0 ? a : b);
  }

  /** The instance's paths, in the order of the first look. */
  List<String> paths() {
    return new ArrayList<>(seen.keySet());
  }

  /** How closely a path was looked at. */
  Depth depth(String path) {
    return seen.getOrDefault(path, Depth.EXISTENCE);
  }
}
