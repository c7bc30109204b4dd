package io.ecsharden.host.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A file's status, from statx(2).
 *
 * @param mode type and permission bits, as in {@code st_mode}
 * @param modified the last change of its content, in nanoseconds since 1970
 * @param changed the last change of its content, owner, mode or names, which nobody can set, in
 *     nanoseconds since 1970
 * @param isMountRoot whether something is mounted there; false on kernels before 5.8
 */
public record FileStatus(
    long device,
    long inode,
    int mode,
    int uid,
    int gid,
    int links,
    long size,
    long modified,
    long changed,
    boolean isMountRoot) {

  static final int BYTES = 256;
  private static final long MOUNT_ROOT = 0x2000;
  private static final int TYPE_MASK = 0170000;

  /** Reads a {@code struct statx} (linux/stat.h), which is the same on every architecture. */
  static FileStatus of(byte[] statx) {
    ByteBuffer in = ByteBuffer.wrap(statx).order(ByteOrder.nativeOrder());
    long device = ((long) in.getInt(0x88) << 32) | (in.getInt(0x8c) & 0xffffffffL);
    return new FileStatus(
        device,
        in.getLong(0x20),
        in.getShort(0x1c) & 0xffff,
        in.getInt(0x14),
        in.getInt(0x18),
        in.getInt(0x10),
        in.getLong(0x28),
        in.getLong(0x70) * 1_000_000_000L + in.getInt(0x78),
        in.getLong(0x60) * 1_000_000_000L + in.getInt(0x68),
        (in.getLong(0x08) & MOUNT_ROOT) != 0);
  }

  /** Whether it is the same file, whose content was not changed in between. */
  public boolean isUnchanged(FileStatus later) {
    return isSame(later) && changed == later.changed;
  }

  /** Whether it is on no block device: a file system of the kernel, or of memory or a network. */
  public boolean isOnNoDevice() {
    return device >>> 32 == 0;
  }

  /** Whether it is a FIFO. */
  public boolean isFifo() {
    return (mode & TYPE_MASK) == 0010000;
  }

  /** Whether it is a regular file. */
  public boolean isFile() {
    return (mode & TYPE_MASK) == 0100000;
  }

  /** Whether it is a directory. */
  public boolean isDirectory() {
    return (mode & TYPE_MASK) == 0040000;
  }

  /** Whether it is a symbolic link. */
  public boolean isLink() {
    return (mode & TYPE_MASK) == 0120000;
  }

  /** The permission bits alone. */
  public int permissions() {
    return mode & 07777;
  }

  /** Whether both are the same file, and the file system shows no change. */
  public boolean isSame(FileStatus other) {
    return device == other.device
        && inode == other.inode
        && mode == other.mode
        && uid == other.uid
        && gid == other.gid
        && size == other.size
        && modified == other.modified;
  }
}
