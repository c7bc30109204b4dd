package io.ecsharden.plan;

import io.ecsharden.control.Remedy.Plain;
import java.util.Arrays;
import java.util.List;

/** Requests about lines, by their lines: as numbers, since there can be a hundred thousand. */
final class ByLine {

  private static final int NONE = -1;

  private final int[] lines;
  private final int[] firsts;
  private final int[] nexts;

  private ByLine(int[] lines, int[] firsts, int[] nexts) {
    this.lines = lines;
    this.firsts = firsts;
    this.nexts = nexts;
  }

  /**
   * @param requests each for a defect of a line
   * @param count how many lines the file has
   */
  static ByLine of(List<RequestedChange> requests, int count) {
    int[] lines = new int[requests.size()];
    int found = 0;
    int[] firsts = filled(count + 1);
    int[] lasts = filled(count + 1);
    int[] nexts = filled(requests.size());
    for (int i = 0; i < requests.size(); i++) {
      int line = ((Plain) requests.get(i).remedy()).line();
      if (firsts[line] == NONE) {
        firsts[line] = i;
        lines[found++] = line;
      } else {
        nexts[lasts[line]] = i;
      }
      lasts[line] = i;
    }
    return new ByLine(Arrays.copyOf(lines, found), firsts, nexts);
  }

  private static int[] filled(int length) {
    int[] numbers = new int[length];
    Arrays.fill(numbers, NONE);
    return numbers;
  }

  /** The lines, each once, in the order of their first requests. */
  int[] lines() {
    return lines;
  }

  /** The place of a line's first request in the list. */
  int first(int line) {
    return firsts[line];
  }

  /** The place of the next request for the same line; negative where there is none. */
  int next(int request) {
    return nexts[request];
  }
}
