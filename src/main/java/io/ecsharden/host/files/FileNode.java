package io.ecsharden.host.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/**
 * One entry of a file system, links not followed.
 *
 * @param mode type and permission bits as in {@code st_mode}
 */
record FileNode(Path path, int mode, int uid, int gid, long size) {

  enum Type {
    REGULAR,
    DIRECTORY,
    FIFO,
    OTHER
  }

  private static final int TYPE_MASK = 0170000;
  private static final int LINK = 0120000;

  static FileNode of(Path path) throws IOException {
    // By number: names of users would be looked up in the process's own system.
    Map<String, Object> attributes =
        Files.readAttributes(path, "unix:mode,uid,gid,size", LinkOption.NOFOLLOW_LINKS);
    return new FileNode(
        path,
        number(attributes, "mode").intValue(),
        number(attributes, "uid").intValue(),
        number(attributes, "gid").intValue(),
        number(attributes, "size").longValue());
  }

  private static Number number(Map<String, Object> attributes, String name) {
    return attributes.get(name) instanceof Number number ? number : 0;
  }

  boolean isLink() {
    return (mode & TYPE_MASK) == LINK;
  }

  Type type() {
    return switch (mode & TYPE_MASK) {
      case 0100000 -> Type.REGULAR;
      case 0040000 -> Type.DIRECTORY;
      case 0010000 -> Type.FIFO;
      default -> Type.OTHER;
    };
  }
}
