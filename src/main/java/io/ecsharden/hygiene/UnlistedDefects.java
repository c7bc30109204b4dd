package io.ecsharden.hygiene;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * The defects of a file that no report lists, but that rules rewrite. There can be a hundred
 * thousand: their lines are kept, and a defect is found again when somebody asks for it.
 */
public final class UnlistedDefects extends AbstractList<LineDefect> implements RandomAccess {

  /** How a defect is found again. */
  interface Search {

    /**
     * @param line from 1; one on which the defect was found
     */
    LineDefect on(int line);
  }

  private final String path;
  private final List<Search> searches = new ArrayList<>();
  private int[] lines = new int[16];

  UnlistedDefects(String path) {
    this.path = path;
  }

  void add(int line, Search search) {
    int count = searches.size();
    if (count == lines.length) {
      lines = Arrays.copyOf(lines, 2 * count);
    }
    lines[count] = line;
    searches.add(search);
  }

  /** The file in which they are. */
  public String path() {
    return path;
  }

  /** The line of a defect, from 1. */
  public int line(int index) {
    return lines[index];
  }

  /** Whether two defects differ in nothing but their lines, where the lines have the same text. */
  public boolean isSame(int index, int other) {
    return searches.get(index).equals(searches.get(other));
  }

  @Override
  public LineDefect get(int index) {
    return searches.get(index).on(lines[index]);
  }

  @Override
  public int size() {
    return searches.size();
  }
}
