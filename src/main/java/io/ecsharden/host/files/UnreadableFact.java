package io.ecsharden.host.files;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.FileFact.Cause;
import io.ecsharden.host.linux.Errno;
import java.io.IOException;

/** Makes a fact of an error. */
public final class UnreadableFact {

  private UnreadableFact() {}

  /** The fact for a file or directory that could not be read. */
  public static FileFact of(String path, IOException e) {
    return switch (e) {
      case KernelFileException kernel -> ContentReader.kernelFile(path);
      case Errno errno ->
          switch (errno.number()) {
            case Errno.ENOENT, Errno.ENOTDIR -> new FileFact.Absent(path);
            case Errno.EACCES, Errno.EPERM ->
                new FileFact.Unreadable(path, Cause.NO_PERMISSION, "permission denied");
            case Errno.ELOOP ->
                new FileFact.Unreadable(
                    path, Cause.SYMLINK_LOOP, "its symbolic links lead in a loop");
            default -> new FileFact.Unreadable(path, Cause.IO_ERROR, errno.reason());
          };
      default -> new FileFact.Unreadable(path, Cause.IO_ERROR, String.valueOf(e.getMessage()));
    };
  }
}
