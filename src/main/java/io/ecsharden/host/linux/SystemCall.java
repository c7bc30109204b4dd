package io.ecsharden.host.linux;

import java.util.Locale;

/**
 * The system calls in use, with their numbers (Linux 6.1: {@code
 * arch/x86/entry/syscalls/syscall_64.tbl}, {@code include/uapi/asm-generic/unistd.h}).
 */
enum SystemCall {
  READ(0, 63),
  WRITE(1, 64),
  CLOSE(3, 57),
  MADVISE(28, 233),
  GETPID(39, 172),
  SOCKET(41, 198),
  CONNECT(42, 203),
  SENDTO(44, 206),
  SETSOCKOPT(54, 208),
  GETSOCKOPT(55, 209),
  FLOCK(73, 32),
  FSYNC(74, 82),
  FTRUNCATE(77, 46),
  FCHMOD(91, 52),
  FCHOWN(93, 55),
  GETEUID(107, 175),
  GETEGID(108, 177),
  FSTATFS(138, 44),
  FSETXATTR(190, 7),
  FGETXATTR(193, 10),
  FLISTXATTR(196, 13),
  FREMOVEXATTR(199, 16),
  GETDENTS64(217, 61),
  OPENAT(257, 56),
  MKDIRAT(258, 34),
  UNLINKAT(263, 35),
  SYMLINKAT(266, 36),
  READLINKAT(267, 78),
  SETNS(308, 268),
  RENAMEAT2(316, 276),
  STATX(332, 291),

  /** Since Linux 5.6; Amazon Linux 2 has 4.14. */
  OPENAT2(437, 437);

  /** Whether this runs on aarch64; everything else counts as x86-64. */
  static final boolean AARCH64 =
      System.getProperty("os.arch", "").toLowerCase(Locale.ROOT).equals("aarch64");

  private final int x8664;
  private final int aarch64;

  SystemCall(int x8664, int aarch64) {
    this.x8664 = x8664;
    this.aarch64 = aarch64;
  }

  /** The number on this machine's architecture. */
  int number() {
    return number(AARCH64);
  }

  int number(boolean onAarch64) {
    return onAarch64 ? aarch64 : x8664;
  }
}
