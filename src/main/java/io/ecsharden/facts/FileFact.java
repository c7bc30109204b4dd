package io.ecsharden.facts;

/**
 * What was found at one path of the instance.
 *
 * <p>The path is the instance's own ({@code /etc/ecs/ecs.config}), also when the instance's file
 * system is mounted elsewhere.
 */
public sealed interface FileFact permits FileFact.Content, FileFact.Absent, FileFact.Unreadable {

  /**
   * Larger files are not read. No configuration is this large, and a parsed file of short lines
   * takes a hundred times its size.
   */
  int MOST_BYTES = 1 << 20;

  /** The path as the instance itself names it. */
  String path();

  /**
   * A regular file that was read whole.
   *
   * @param bytes the content; owned by this record, not to be changed
   * @param mode the permission bits, {@code 0644} for example
   * @param uid the owner
   * @param gid the group
   */
  record Content(String path, byte[] bytes, int mode, int uid, int gid) implements FileFact {}

  /** Nothing is there. */
  record Absent(String path) implements FileFact {}

  /**
   * Something is there that could not be read as a file.
   *
   * @param detail what a person needs to know, without a final stop
   */
  record Unreadable(String path, Cause cause, String detail) implements FileFact {}

  /** Why a path could not be read. */
  enum Cause {
    /** The process may not read it. */
    NO_PERMISSION,
    /** A directory stands where a file should. */
    DIRECTORY,
    /** A FIFO: who opens it waits for a writer. */
    FIFO,
    /** A socket or a device. */
    NOT_REGULAR,
    /** Symbolic links that lead to each other, or more than 40 of them. */
    SYMLINK_LOOP,
    /** On a file system of the kernel's own, as {@code /proc}. */
    KERNEL_FILE,
    /** It changed each time while it was read. */
    CHANGING,
    /** Larger than the program reads. */
    TOO_LARGE,
    /** The system refused for another reason. */
    IO_ERROR
  }

  /**
   * Whether the file may say something that was not seen. A directory or a loop of links gives
   * other readers nothing either, and an open of a FIFO waits for a writer.
   */
  default boolean mayHoldMore() {
    return this instanceof Unreadable unreadable
        && switch (unreadable.cause()) {
          case NO_PERMISSION, NOT_REGULAR, KERNEL_FILE, CHANGING, TOO_LARGE, IO_ERROR -> true;
          case DIRECTORY, FIFO, SYMLINK_LOOP -> false;
        };
  }

  /** Whether a word of lower-case ASCII letters stands anywhere in it, in upper or lower case. */
  default boolean mentions(String word) {
    byte[] bytes = bytesOrEmpty();
    for (int i = 0; i + word.length() <= bytes.length; i++) {
      int k = 0;
      while (k < word.length() && lower(bytes[i + k]) == word.charAt(k)) {
        k++;
      }
      if (k == word.length()) {
        return true;
      }
    }
    return false;
  }

  private static int lower(byte letter) {
    return letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter;
  }

  /** The bytes, or none where there is nothing readable: what readers that ignore errors see. */
  default byte[] bytesOrEmpty() {
    return this instanceof Content content ? content.bytes() : new byte[0];
  }
}
