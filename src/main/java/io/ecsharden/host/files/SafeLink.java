package io.ecsharden.host.files;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.FileStatus;
import io.ecsharden.host.linux.Kernel;
import io.ecsharden.machine.MachineException;
import io.ecsharden.machine.NewContent;
import io.ecsharden.machine.Target;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A symbolic link of the instance, by its name in an open directory. Its content is its text. Its
 * mode and owner mean nothing to anybody, so they are always the same.
 */
final class SafeLink implements Target {

  private static final int OWNER = 0;

  private final Directory directory;
  private final String name;
  private final String path;

  /** The link's text when it was read; nothing where there was no link. */
  private final Optional<String> read;

  private Optional<Staged> staged = Optional.empty();

  private record Staged(String name, String text) {}

  private SafeLink(Directory directory, String name, String path, Optional<String> read) {
    this.directory = directory;
    this.name = name;
    this.path = path;
    this.read = read;
  }

  /**
   * Reads a link, and refuses anything else that has its name.
   *
   * @param path the instance's path, for messages
   */
  static SafeLink open(Directory directory, String name, String path) throws MachineException {
    try {
      return new SafeLink(directory, name, path, text(directory, name, path));
    } catch (Errno e) {
      throw MachineErrors.of(path, e);
    }
  }

  private static Optional<String> text(Directory directory, String name, String path)
      throws Errno, MachineException {
    Optional<FileStatus> there = directory.status(name);
    if (there.isEmpty()) {
      return Optional.empty();
    }
    if (!there.get().isLink()) {
      throw new MachineException(
          MachineException.Kind.UNSAFE, path + " is not a symbolic link: remove it");
    }
    int link = Kernel.open(directory.descriptor(), name, Kernel.PATH_ONLY | Kernel.NO_FOLLOW, 0);
    try {
      return Optional.of(Kernel.link(link));
    } finally {
      Kernel.close(link);
    }
  }

  @Override
  public FileFact fact() {
    return read.<FileFact>map(text ->
            new FileFact.Content(
                path, text.getBytes(StandardCharsets.UTF_8), HostFacts.LINK_MODE, OWNER, OWNER))
        .orElseGet(() -> new FileFact.Absent(path));
  }

  @Override
  public int uid() {
    return OWNER;
  }

  @Override
  public int gid() {
    return OWNER;
  }

  @Override
  public void stage(String temporary, NewContent content) throws MachineException {
    String text = new String(content.bytes(), StandardCharsets.UTF_8);
    try {
      Kernel.makeLink(directory.descriptor(), temporary, text);
      directory.sync();
      staged = Optional.of(new Staged(temporary, text));
    } catch (Errno e) {
      throw MachineErrors.of(path, e);
    }
  }

  @Override
  public void commit() throws MachineException {
    Staged wanted = staged.orElseThrow();
    try {
      checkUnchanged();
      Kernel.replace(directory.descriptor(), wanted.name(), name);
      directory.sync();
      if (!text(directory, name, path).equals(Optional.of(wanted.text()))) {
        throw new MachineException(
            MachineException.Kind.FAILED, path + ": what was written is not what is read back");
      }
    } catch (Errno e) {
      throw MachineErrors.of(path, e);
    }
  }

  private void checkUnchanged() throws Errno, MachineException {
    if (!text(directory, name, path).equals(read)) {
      throw new MachineException(
          MachineException.Kind.CHANGED,
          path + " was changed by somebody else since it was read; run it again");
    }
  }

  @Override
  public void remove() throws MachineException {
    try {
      checkUnchanged();
      Kernel.unlink(directory.descriptor(), name);
      directory.sync();
    } catch (Errno e) {
      throw MachineErrors.of(path, e);
    }
  }

  @Override
  public void discard(String temporary) throws MachineException {
    directory.discard(temporary);
  }

  @Override
  public void close() {
    directory.close();
  }
}
