package io.ecsharden.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that happens at one system call, in strace's words.
 *
 * @param call its name
 * @param number which of that name, from 1
 * @param what {@code signal=SIGKILL} or {@code error=EIO}
 * @param times whether it happens at later calls of that name as well
 * @param line the call as it was seen without a fault
 * @param writes whether the call is one that changes something
 */
record Fault(String call, int number, String what, Times times, String line, boolean writes) {

  /** How often, in strace's words behind the number. */
  enum Times {
    ONCE(""),
    /** At every later call of that name as well. */
    FROM_THERE("+"),
    /** At every second one: whoever tries again gets through, and meets it at the next call. */
    EVERY_SECOND("+2");

    private final String words;

    Times(String words) {
      this.words = words;
    }
  }

  static final String KILL = "signal=SIGKILL";

  /** Signals that ask, and their numbers. */
  private static final Map<String, Integer> ASKING =
      Map.of("signal=SIGTERM", 15, "signal=SIGINT", 2, "signal=SIGHUP", 1);

  static final String INTERRUPTED = "error=EINTR";

  private static final List<String> WRITING =
      List.of(
          "write",
          "fsync",
          "fchmod",
          "fchown",
          "renameat2",
          "unlinkat",
          "mkdirat",
          "flock",
          "ftruncate",
          "fsetxattr",
          "fremovexattr");

  /** Calls that the kernel does not give up for a signal, and Java does not try again. */
  private static final List<String> NEVER_INTERRUPTED =
      List.of("lseek", "fstat", "readlink", "close");

  /** What a machine in need answers, at whichever call. */
  private static final List<String> NEEDS =
      List.of("EIO", "ENOSPC", "EDQUOT", "EROFS", "EMFILE", "ENOMEM");

  /** Calls that take a path, and so may be forbidden. */
  private static final List<String> OPENING =
      List.of("openat", "openat2", "open", "statx", "access", "fstatfs", "readlinkat");

  /** Every call that is looked at. */
  static final String CALLS =
      String.join(",", WRITING)
          + ","
          + String.join(",", OPENING)
          + ",read,fstat,readlink,lseek,close,getdents64,flistxattr,fgetxattr";

  /** Everything that can happen at a call. */
  static List<Fault> of(String call, int number, String line) {
    boolean writes = WRITING.contains(call) || line.contains("O_CREAT") || line.contains("O_RDWR");
    List<String> all = new ArrayList<>(List.of(KILL));
    ASKING.keySet().stream().sorted().forEach(all::add);
    if (!NEVER_INTERRUPTED.contains(call)) {
      all.add(INTERRUPTED);
    }
    NEEDS.forEach(need -> all.add("error=" + need));
    if (OPENING.contains(call)) {
      all.add("error=EACCES");
    }
    if (writes) {
      all.add("error=EPERM");
    }
    if (call.equals("renameat2") || call.equals("unlinkat")) {
      all.addAll(List.of("error=EBUSY", "error=EXDEV"));
    }
    List<Fault> faults = new ArrayList<>();
    all.forEach(what -> faults.add(new Fault(call, number, what, Times.ONCE, line, writes)));
    // the line about it would not be written either
    if (writes && !call.equals("write")) {
      for (String lasting : List.of("error=EIO", "error=ENOSPC", "error=EROFS")) {
        faults.add(new Fault(call, number, lasting, Times.FROM_THERE, line, true));
      }
    }
    return faults;
  }

  /** Of the faults of a first call: EINTR there and at every second one of that name. */
  static Optional<Fault> always(List<Fault> first) {
    return first.stream()
        .filter(Fault::isTransparent)
        .map(f -> new Fault(f.call, f.number, f.what, Times.EVERY_SECOND, f.line, f.writes))
        .findFirst();
  }

  /**
   * Whether nothing else shows the same. Who dies between two changes leaves what he leaves who
   * dies at the second of them, and what a signal starts comes a little later anyway: signals come
   * at the calls that change something. EINTR at the other calls comes at all of them in one run.
   */
  boolean isOfItsOwn() {
    boolean asks = kills() || ASKING.containsKey(what);
    return writes || times == Times.EVERY_SECOND || !asks && !isTransparent();
  }

  /** Of each kind one: everything at a call that changes something, and a broken disk elsewhere. */
  boolean isTypical() {
    return isOfItsOwn() && (writes || isTransparent() || what.equals("error=EIO"));
  }

  boolean kills() {
    return what.equals(KILL);
  }

  /**
   * The exit code of a run that a signal ended. The others than SIGKILL may come too late: then the
   * run ends as it would have.
   */
  Optional<Integer> codeOfSignal() {
    return kills()
        ? Optional.of(128 + 9)
        : Optional.ofNullable(ASKING.get(what)).map(number -> 128 + number);
  }

  /** Whether nobody should notice it. */
  boolean isTransparent() {
    return what.equals(INTERRUPTED);
  }

  /** The words for strace's {@code -e}. */
  String injection() {
    return "inject=" + call + ":" + what + ":when=" + number + times.words;
  }

  @Override
  public String toString() {
    return injection() + "   " + line;
  }
}
