package io.ecsharden.settings.value;

import io.ecsharden.format.env.Assignment;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * What the lines of a file say of one variable, in the file's order. A file can say it on a hundred
 * thousand lines, of which one counts: a text is made when somebody asks for it.
 */
public final class LineTexts extends AbstractList<Sourced> implements RandomAccess {

  private final String path;
  private final List<Assignment> assignments;

  /**
   * @param assignments of one variable
   */
  public LineTexts(String path, List<Assignment> assignments) {
    this.path = path;
    this.assignments = assignments;
  }

  @Override
  public Sourced get(int index) {
    Assignment assignment = assignments.get(index);
    return Sourced.of(assignment.key(), assignment.value(), Origin.line(path, assignment.line()));
  }

  @Override
  public int size() {
    return assignments.size();
  }
}
