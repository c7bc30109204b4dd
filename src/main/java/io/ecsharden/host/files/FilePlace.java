package io.ecsharden.host.files;

import io.ecsharden.machine.MachineException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Optional;

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
    PathWalker walker = new PathWalker(root);
    int slash = path.lastIndexOf('/');
    try {
      Path directory = walker.place(path.substring(0, Math.max(1, slash)));
      Path file = directory.resolve(path.substring(slash + 1));
      Optional<String> link = walker.link(path);
      if (link.isPresent()) {
        file = walker.place(path);
        if (!file.startsWith(directory)) {
          throw new MachineException(
              MachineException.Kind.UNSAFE,
              path
                  + " is a symbolic link that leads out of its directory, to "
                  + link.get()
                  + ": put a file in its place, or edit the file that it leads to");
        }
      }
      return root.relativize(file);
    } catch (AccessDeniedException e) {
      throw new MachineException(MachineException.Kind.PERMISSION, path + ": permission denied");
    } catch (SymlinkLoopException e) {
      throw new MachineException(
          MachineException.Kind.UNSAFE, path + ": its symbolic links lead in a loop");
    } catch (MachineException e) {
      throw e;
    } catch (IOException e) {
      throw new MachineException(MachineException.Kind.FAILED, path + ": " + e.getMessage());
    }
  }
}
