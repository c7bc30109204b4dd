package io.ecsharden.settings.value;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that gives one variable a text, the one that counts last. */
public final class SourceStack {

  private final List<List<Sourced>> parts = new ArrayList<>(2);

  /** Puts texts on top, the nearest last; they are not copied. */
  public void add(List<Sourced> texts) {
    if (!texts.isEmpty()) {
      parts.add(texts);
    }
  }

  /** What counts. */
  public Optional<Sourced> top() {
    return parts.isEmpty() ? Optional.empty() : Optional.of(parts.getLast().getLast());
  }

  /** What is said and does not count, nearest first. */
  public List<Sourced> shadowed() {
    int size = 0;
    for (List<Sourced> part : parts) {
      size += part.size();
    }
    return size < 2 ? List.of() : new Shadowed(List.copyOf(parts), size - 1);
  }

  /** All but the last one, from the end. */
  static final class Shadowed extends AbstractList<Sourced> {

    private final List<List<Sourced>> parts;
    private final int size;

    private Shadowed(List<List<Sourced>> parts, int size) {
      this.parts = parts;
      this.size = size;
    }

    @Override
    public Sourced get(int index) {
      int left = index + 1;
      for (int i = parts.size() - 1; i >= 0; i--) {
        List<Sourced> part = parts.get(i);
        if (left < part.size()) {
          return part.get(part.size() - 1 - left);
        }
        left -= part.size();
      }
      throw new IndexOutOfBoundsException(index);
    }

    @Override
    public int size() {
      return size;
    }
  }
}
