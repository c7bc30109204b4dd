package io.ecsharden.host.files;

import io.ecsharden.facts.HostFacts;
import io.ecsharden.machine.InstanceFiles;
import io.ecsharden.machine.MachineException;
import io.ecsharden.machine.Target;
import java.io.IOException;
import java.nio.file.Path;

/** Opens files below a root for a change. */
public final class SafeFiles implements InstanceFiles {

  private final Path root;

  /**
   * @param root where the instance's file system is for this process
   */
  public SafeFiles(Path root) {
    this.root = root;
  }

  @Override
  public Target open(String path) throws IOException {
    boolean link = path.equals(HostFacts.BLOCK_LINK);
    Path place = link ? FilePlace.findLink(root, path) : FilePlace.find(root, path);
    Path parent = place.getParent();
    Directory directory = Directory.open(root, parent == null ? Path.of("") : parent, true);
    try {
      String name = String.valueOf(place.getFileName());
      return link ? SafeLink.open(directory, name, path) : SafeFile.open(directory, name, path);
    } catch (MachineException e) {
      directory.close();
      throw e;
    }
  }
}
