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
 * @param lasting whether it happens at every later call of that name as well
 * @param line the call as it was seen without a fault
 * @param writes whether the call is one that changes something
 */
record Fault(String call, int number, String what, boolean lasting, String line, boolean writes) {

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
          "fsetxattr");

  /** Calls that the kernel does not give up for a signal, and Java does not try again. */
  private static final List<String> NEVER_INTERRUPTED =
      List.of("lseek", "fstat", "readlink", "close");

  /** Every call that is looked at. */
  static final String CALLS =
      String.join(",", WRITING)
          + ",open,openat,openat2,read,statx,fstat,access,readlink,lseek,close,getdents64,flistxattr,"
          + "fgetxattr";

  /** Everything that can happen at a call. */
  static List<Fault> of(String call, int number, String line) {
    boolean writes = WRITING.contains(call) || line.contains("O_CREAT") || line.contains("O_RDWR");
    List<String> all = new ArrayList<>(List.of(KILL));
    if (!NEVER_INTERRUPTED.contains(call)) {
      all.add(INTERRUPTED);
    }
    all.add("error=EIO");
    boolean opens = List.of("openat", "openat2", "open").contains(call);
    if (opens || call.equals("statx") || call.equals("access")) {
      all.add("error=EACCES");
      all.add("error=ENOMEM");
    }
    if (opens) {
      all.add("error=EMFILE");
    }
    if (writes) {
      all.addAll(List.of("error=ENOSPC", "error=EROFS", "error=EPERM", "error=ENOMEM"));
      ASKING.keySet().stream().sorted().forEach(all::add);
    }
    if (call.equals("renameat2") || call.equals("unlinkat")) {
      all.addAll(List.of("error=EBUSY", "error=EXDEV"));
    }
    if (call.equals("fsync") || call.equals("write")) {
      all.add("error=EDQUOT");
    }
    List<Fault> faults = new ArrayList<>();
    all.stream()
        .distinct()
        .forEach(what -> faults.add(new Fault(call, number, what, false, line, writes)));
    // the line about it would not be written either
    if (writes && !call.equals("write")) {
      for (String lasting : List.of("error=EIO", "error=ENOSPC", "error=EROFS")) {
        faults.add(new Fault(call, number, lasting, true, line, true));
      }
    }
    return faults;
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
    return "inject=" + call + ":" + what + ":when=" + number + (lasting ? "+" : "");
  }

  @Override
  public String toString() {
    return injection() + "   " + line;
  }
}
