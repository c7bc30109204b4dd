package io.ecsharden.host.linux;

/**
 * The pages of Java's heap that this process is about to fill. The kernel gives each one at its
 * first use, which interrupts the program each time. Many at once take a small part of that time,
 * above all on a virtual machine ({@code docs/adr/0002-one-shot-path.md}).
 *
 * <p>The native executable lays new objects one behind the other into chunks, so the address of the
 * newest one says which pages come next. A kernel that cannot do it (before Linux 5.14, or with
 * larger pages), or has no memory left, gives each page at its first use as ever.
 */
final class HeapPages {

  /** {@code AlignedHeapChunkSize} of native-image 25. */
  private static final long CHUNK = 512 << 10;

  private static final long PAGE = 4096;

  /** So many at once: those that are not used in the end are memory for nothing. */
  private static final long AHEAD = 256 << 10;

  /** The next ones are asked for when so many are left, because large objects need several. */
  private static final long LEFT = 64 << 10;

  /** {@code MADV_POPULATE_WRITE} (madvise(2)). */
  private static final long POPULATE_WRITE = 23;

  /** To find an address makes an object too. */
  private static final int EACH = 8;

  private static final HeapPages OF_THIS_PROCESS = new HeapPages();

  // hints: where several threads make objects, a page is asked for twice, or comes at its first use
  private int calls;
  private long begin;
  private long end;

  /**
   * Asks for the pages behind an object that was just made, if that was not done yet. Called before
   * every system call, and looks at one in eight.
   */
  static void prepare(Object fresh) {
    OF_THIS_PROCESS.follow(fresh);
  }

  private void follow(Object fresh) {
    if (calls++ % EACH != 0) {
      return;
    }
    long address = RawSystemCall.address(fresh);
    long bytes = address == RawSystemCall.UNKNOWN ? 0 : next(address);
    if (bytes > 0) {
      RawSystemCall.call(SystemCall.MADVISE.number(), address & -PAGE, bytes, POPULATE_WRITE);
    }
  }

  /**
   * How many bytes to ask for.
   *
   * @param address of the newest object; they begin with its page
   */
  long next(long address) {
    if (address >= begin && address < end) {
      return 0;
    }
    long first = address & -PAGE;
    begin = address & -CHUNK;
    long last = Math.min(first + AHEAD, begin + CHUNK);
    end = last == begin + CHUNK ? last : last - LEFT;
    return last - first;
  }
}
