package io.ecsharden.host.files;

import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.Kernel;
import io.ecsharden.machine.MachineException;
import java.io.IOException;
import java.nio.file.Path;

/** Finds where to write a file. Looks at the file system each time. */
public final class FilePlace {

  private FilePlace() {}

  /**
   * Where a file is, or would be made: a path from the root, without links. A link in the file's
   * own place is followed only within its directory.
   *
   * @param path the instance's own path
   * @throws MachineException where a link leads elsewhere or in a loop, or a directory is
   *     unreadable
   */
  public static Path find(Path root, String path) throws MachineException {
    try {
      int opened =
          Kernel.open(Kernel.NO_DIRECTORY, root.toString(), Kernel.PATH_ONLY | Kernel.DIRECTORY, 0);
      try {
        return Path.of(find(opened, path).substring(1));
      } finally {
        Kernel.close(opened);
      }
    } catch (MachineException e) {
      throw e;
    } catch (Errno e) {
      throw switch (e.number()) {
        case Errno.EACCES, Errno.EPERM ->
            new MachineException(MachineException.Kind.PERMISSION, path + ": permission denied");
        case Errno.ELOOP ->
            new MachineException(
                MachineException.Kind.UNSAFE, path + ": its symbolic links lead in a loop");
        default -> new MachineException(MachineException.Kind.FAILED, path + ": " + e.reason());
      };
    } catch (IOException e) {
      throw new MachineException(MachineException.Kind.UNSAFE, path + ": " + e.getMessage());
    }
  }

  /**
   * Where a symbolic link is, or would be made: as {@link #find}, but what has the name now is not
   * followed.
   */
  static Path findLink(Path root, String path) throws MachineException {
    int slash = path.lastIndexOf('/');
    return find(root, path.substring(0, slash)).resolve(path.substring(slash + 1));
  }

  private static String find(int root, String path) throws IOException {
    int slash = path.lastIndexOf('/');
    String directory = place(root, path.substring(0, Math.max(1, slash)));
    String within = directory.equals("/") ? directory : directory + "/";
    try (Walk walk = Walk.of(root, within + path.substring(slash + 1), false)) {
      if (walk.end().filter(end -> end.status().isLink()).isEmpty()) {
        return walk.place();
      }
      String file = place(root, path);
      if (!file.startsWith(within)) {
        throw new MachineException(
            MachineException.Kind.UNSAFE,
            path
                + " is a symbolic link that leads out of its directory, to "
                + Kernel.link(walk.end().get().descriptor())
                + ": put a file in its place, or edit the file that it leads to");
      }
      return file;
    }
  }

  private static String place(int root, String path) throws IOException {
    try (Walk walk = Walk.of(root, path, true)) {
      return walk.place();
    }
  }
}
