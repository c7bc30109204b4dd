package io.ecsharden.plan;

import io.ecsharden.format.Lines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which lines two texts have in common: the fewest that must go and come, by Myers' algorithm. Its
 * cost grows with their number; where they are too many, everything between the first and the last
 * difference goes.
 */
final class LineDiff {

  private static final int MOST = 1000;

  private final Lines before;
  private final Lines after;

  /**
   * A run of lines, from 0, the ends exclusive.
   *
   * @param from in the old text, from which they go
   * @param newFrom in the new text, to which they come
   */
  record Edit(int from, int to, int newFrom, int newTo) {}

  LineDiff(Lines before, Lines after) {
    this.before = before;
    this.after = after;
  }

  /** The differences, in the texts' order. */
  List<Edit> changes() {
    int head = 0;
    int most = Math.min(before.count(), after.count());
    while (head < most && same(head, head)) {
      head++;
    }
    int tail = 0;
    while (tail < most - head && same(before.count() - 1 - tail, after.count() - 1 - tail)) {
      tail++;
    }
    int n = before.count() - tail - head;
    int m = after.count() - tail - head;
    return n == 0 && m == 0 ? List.of() : between(head, n, m);
  }

  private List<Edit> between(int head, int n, int m) {
    List<int[]> trace = new ArrayList<>();
    int most = Math.min(n + m, MOST);
    int[] furthest = new int[2 * most + 3];
    int middle = most + 1;
    for (int d = 0; d <= most; d++) {
      trace.add(Arrays.copyOfRange(furthest, middle - d - 1, middle + d + 2));
      for (int k = -d; k <= d; k += 2) {
        boolean down = comesDown(furthest, middle, k, d);
        int x = down ? furthest[middle + k + 1] : furthest[middle + k - 1] + 1;
        while (x < n && x - k < m && same(head + x, head + x - k)) {
          x++;
        }
        furthest[middle + k] = x;
        if (x >= n && x - k >= m) {
          return path(trace, head, n, m);
        }
      }
    }
    return List.of(new Edit(head, head + n, head, head + m));
  }

  private static boolean comesDown(int[] furthest, int middle, int k, int d) {
    return k == -d || k != d && furthest[middle + k - 1] < furthest[middle + k + 1];
  }

  /** Back from the end; what {@code trace} holds for {@code d} starts at diagonal {@code -d-1}. */
  private static List<Edit> path(List<int[]> trace, int head, int n, int m) {
    List<Edit> changes = new ArrayList<>();
    int x = n;
    int y = m;
    for (int d = trace.size() - 1; d > 0; d--) {
      int[] furthest = trace.get(d);
      int middle = d + 1;
      int k = x - y;
      boolean down = comesDown(furthest, middle, k, d);
      int fromX = furthest[middle + (down ? k + 1 : k - 1)];
      int fromY = fromX - (down ? k + 1 : k - 1);
      int toX = down ? fromX : fromX + 1;
      int toY = down ? fromY + 1 : fromY;
      changes.add(new Edit(head + fromX, head + toX, head + fromY, head + toY));
      x = fromX;
      y = fromY;
    }
    return joined(changes.reversed());
  }

  private static List<Edit> joined(List<Edit> steps) {
    List<Edit> changes = new ArrayList<>();
    for (Edit step : steps) {
      Edit last = changes.isEmpty() ? step : changes.getLast();
      if (!changes.isEmpty() && last.to() == step.from() && last.newTo() == step.newFrom()) {
        changes.removeLast();
        changes.add(new Edit(last.from(), step.to(), last.newFrom(), step.newTo()));
      } else {
        changes.add(step);
      }
    }
    return changes;
  }

  private boolean same(int line, int newLine) {
    return Arrays.equals(
        before.source(),
        before.start(line),
        before.next(line),
        after.source(),
        after.start(newLine),
        after.next(newLine));
  }
}
