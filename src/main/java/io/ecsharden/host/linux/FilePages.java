package io.ecsharden.host.linux;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The pages of this process that only show what is in a file: the executable's code, and what it
 * has that never changes. The kernel gets them back again when they are needed, mostly from its own
 * cache, so a process that waits can do without them. For one thread.
 */
public final class FilePages {

  private static final String MAPPINGS = "/proc/self/smaps";
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  /** {@code MADV_DONTNEED} (madvise(2)): the next access reads the file. */
  private static final long NOT_NEEDED = 4;

  private static final int HEX = 16;

  /**
   * A part of the memory.
   *
   * @param address of its first byte
   */
  record Range(long address, long length) {}

  private final List<Range> ranges;

  private FilePages(List<Range> ranges) {
    this.ranges = ranges;
  }

  /** Finds them; none where the kernel does not say. */
  public static FilePages ofThisProcess() {
    try {
      int file = Kernel.open(Kernel.NO_DIRECTORY, MAPPINGS, Kernel.READ_ONLY, 0);
      try {
        return new FilePages(
            unchanged(new String(Kernel.readAll(file, MOST_BYTES), StandardCharsets.UTF_8)));
      } finally {
        Kernel.close(file);
      }
    } catch (Errno e) {
      return new FilePages(List.of());
    }
  }

  /**
   * The mappings of files that cannot be written and of which no page was ever written (proc(5),
   * smaps): what such a page shows is in the file.
   */
  static List<Range> unchanged(String mappings) {
    List<Range> ranges = new ArrayList<>();
    Range candidate = new Range(0, 0);
    for (String line : mappings.split("\n", -1)) {
      if (!line.isEmpty() && isHexDigit(line.charAt(0))) {
        candidate = isReadOnlyFile(line) ? range(line) : new Range(0, 0);
      } else if (line.startsWith("Anonymous:")
          && candidate.length() > 0
          && line.substring("Anonymous:".length()).strip().equals("0 kB")) {
        ranges.add(candidate);
      }
    }
    return ranges;
  }

  /** {@code 00410000-01328000 r-xp 00010000 fe:00 7712 /usr/bin/ecs-harden}. */
  private static boolean isReadOnlyFile(String line) {
    String[] parts = line.split(" ", 6);
    return parts.length == 6
        && parts[1].charAt(0) == 'r'
        && parts[1].charAt(1) == '-'
        && !parts[4].equals("0");
  }

  private static Range range(String line) {
    int dash = line.indexOf('-');
    long begin = Long.parseUnsignedLong(line.substring(0, dash), HEX);
    long end = Long.parseUnsignedLong(line.substring(dash + 1, line.indexOf(' ')), HEX);
    return new Range(begin, end - begin);
  }

  /** Headers of mappings begin with an address; the lines below them with a capital. */
  private static boolean isHexDigit(char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
  }

  /** Gives them back. Where the kernel does not want them, nothing happens. */
  public void release() {
    for (Range range : ranges) {
      RawSystemCall.call(SystemCall.MADVISE.number(), range.address(), range.length(), NOT_NEEDED);
    }
  }
}
