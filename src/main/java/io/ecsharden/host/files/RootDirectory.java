package io.ecsharden.host.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Checks the directory below which an instance's file system is. */
public sealed interface RootDirectory {

  /** It is there; links are resolved. */
  record Found(Path path) implements RootDirectory {}

  /** It is not a directory. */
  record Wrong(String why) implements RootDirectory {}

  /** This process may not look at it. */
  record Forbidden(String why) implements RootDirectory {}

  /** Looks at a directory. */
  static RootDirectory find(String text) {
    try {
      Path root = Path.of(text);
      if (Files.isDirectory(root)) {
        return new Found(root.toRealPath());
      }
      return new Wrong(
          text
              + (Files.exists(root)
                  ? ": this is not a directory"
                  : ": no such directory, or no permission to look"));
    } catch (InvalidPathException e) {
      return new Wrong(text + ": this is not a path");
    } catch (AccessDeniedException e) {
      return new Forbidden(text + ": permission denied");
    } catch (IOException e) {
      return new Forbidden(text + ": it cannot be looked at: " + e.getMessage());
    }
  }
}
