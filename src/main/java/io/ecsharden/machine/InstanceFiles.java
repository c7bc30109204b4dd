package io.ecsharden.machine;

import java.io.IOException;

/** Writes files of the instance. */
public interface InstanceFiles {

  /**
   * Opens a file for a change.
   *
   * @param path the instance's own path
   * @throws MachineException where it cannot be written safely: a symbolic link that leads
   *     elsewhere, a file with several names, a directory that others can write, a mount of a
   *     single file
   */
  Target open(String path) throws IOException;
}
