package io.ecsharden.host.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether this process could write into an instance: mounts and permissions decide. */
public final class HostWriting {

  private HostWriting() {}

  /**
   * Whether files can be made in a directory, as access(2) has it. Where the directory is not
   * there, the one counts that it would be made in.
   *
   * @param directory the instance's path, absolute
   */
  public static boolean isPossible(HostRoot host, String directory) {
    try {
      Optional<Path> there = host.locate(directory);
      if (there.isPresent()) {
        return Files.isWritable(there.get());
      }
      int slash = directory.lastIndexOf('/');
      return slash > 0
          ? isPossible(host, directory.substring(0, slash))
          : Files.isWritable(host.path());
    } catch (IOException e) {
      return false;
    }
  }
}
