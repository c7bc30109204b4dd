package io.ecsharden.host.files;

import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.FileStatus;
import io.ecsharden.host.linux.Kernel;

/**
 * File systems whose files the kernel makes up (Linux 6.12, {@code include/uapi/linux/magic.h}).
 * Nobody configures a program there, reading can wait for ever ({@code /proc/kmsg}), and {@code
 * /proc/self} is this process itself.
 */
final class KernelFileSystem {

  private KernelFileSystem() {}

  /** Whether an open file is on one. */
  static boolean has(int file, FileStatus status) throws Errno {
    return status.isOnNoDevice() && isOfTheKernel((int) Kernel.fileSystem(file));
  }

  private static boolean isOfTheKernel(int type) {
    return switch (type) {
      case 0x9fa0, // procfs
          0x62656572, // sysfs
          0x74726163, // tracefs
          0x64626720, // debugfs
          0x73636673, // securityfs
          0xf97cff8c, // selinuxfs
          0x43415d53, // smackfs
          0x0027e0eb, // cgroup
          0x63677270, // cgroup2
          0xcafe4a11, // bpf
          0x62656570, // configfs
          0x1cd1, // devpts
          0x6165676c, // pstore
          0xde5e81e4, // efivarfs
          0x6e736673, // nsfs
          0x50495045, // pipefs
          0x534f434b, // sockfs
          0x09041934, // anonymous inodes
          0x19800202, // mqueue
          0x958458f6, // hugetlbfs
          0x42494e4d, // binfmt_misc
          0x07655821, // resctrl
          0x65735543, // fusectl
          0x6e667364, // nfsd
          0x67596969, // rpc_pipefs
          0xabba1974, // xenfs
          0x9fa2 -> // usbdevfs
          true;
      default -> false;
    };
  }
}
