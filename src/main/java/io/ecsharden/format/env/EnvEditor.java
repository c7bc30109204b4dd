package io.ecsharden.format.env;

import io.ecsharden.format.ByteBuilder;
import io.ecsharden.format.Lines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes whole lines of an env file; every other byte stays as it is.
 *
 * <p>Lines are named by their number, from 1, in the file as it was, whatever was changed before. A
 * new line ends like the line in whose place it stands, or else as the file's lines do. Not for
 * several threads.
 */
public final class EnvEditor {

  private static final byte[] LINE_FEED = {'\n'};
  private static final byte[] CRLF = {'\r', '\n'};

  private final Lines lines;

  /** For each line, from 1, one more than the place of what stands instead of it; 0 for none. */
  private int[] replaced = {};

  private final List<List<String>> texts = new ArrayList<>();
  private final Map<Integer, List<String>> before = new HashMap<>();

  public EnvEditor(EnvFile file) {
    lines = file.lines();
  }

  /** How many lines the file has. */
  public int count() {
    return lines.count();
  }

  /** Puts lines in the place of a line; none: the line goes. */
  public void replace(int line, List<String> texts) {
    if (replaced.length == 0) {
      replaced = new int[lines.count() + 1];
    }
    this.texts.add(List.copyOf(texts));
    replaced[line] = this.texts.size();
  }

  /** Puts in the place of a line what stands in the place of another. */
  public void replaceAs(int line, int other) {
    replaced[line] = replaced[other];
  }

  /** Takes a line out. */
  public void remove(int line) {
    replace(line, List.of());
  }

  /** Whether a line was replaced or removed. */
  public boolean touches(int line) {
    return line < replaced.length && replaced[line] > 0;
  }

  /** Adds a line before another; one more than the last line's number means the end. */
  public void insertBefore(int line, String text) {
    before.computeIfAbsent(line, l -> new ArrayList<>()).add(text);
  }

  /** Adds a line at the end. */
  public void append(String text) {
    insertBefore(lines.count() + 1, text);
  }

  /** The file with all changes. */
  public byte[] toBytes() {
    ByteBuilder out = new ByteBuilder(lines.source().length + 64);
    for (int line = 1; line <= lines.count() + 1; line++) {
      List<String> inserted = before.get(line);
      if (inserted != null) {
        if (out.size() > 0 && out.array()[out.size() - 1] != '\n') {
          add(out, fileEnd());
        }
        inserted.forEach(text -> add(out, text, fileEnd()));
      }
      if (line > lines.count()) {
        break;
      }
      if (!touches(line)) {
        out.append(lines.source(), lines.start(line - 1), lines.next(line - 1));
      } else {
        byte[] end = end(line - 1);
        texts.get(replaced[line] - 1).forEach(text -> add(out, text, end));
      }
    }
    return out.toBytes();
  }

  private static void add(ByteBuilder out, String text, byte[] end) {
    add(out, text.getBytes(StandardCharsets.UTF_8));
    add(out, end);
  }

  private static void add(ByteBuilder out, byte[] bytes) {
    out.append(bytes, 0, bytes.length);
  }

  /** How a line ends; the last one may have no end. */
  private byte[] end(int index) {
    int end = lines.end(index);
    if (end == lines.next(index)) {
      return fileEnd();
    }
    return end > lines.start(index) && lines.source()[end - 1] == '\r' ? CRLF : LINE_FEED;
  }

  /** How the file's first line ends. */
  private byte[] fileEnd() {
    boolean ended = lines.count() > 0 && lines.end(0) < lines.next(0);
    return ended ? end(0) : LINE_FEED;
  }
}
