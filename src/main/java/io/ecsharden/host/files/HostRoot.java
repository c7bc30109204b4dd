package io.ecsharden.host.files;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.FileFact.Trouble;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * An instance's file system, wherever it is mounted: {@code /} on the instance, {@code /host} in a
 * container, a folder in a test. Paths are the instance's own and absolute. Symbolic links are
 * followed inside the root, as in a chroot, so that a link of the instance never leads into the
 * file system of this process.
 */
public final class HostRoot {

  /**
   * Larger files are not read. No configuration is this large, and a parsed file of short lines
   * takes a hundred times its size.
   */
  public static final int MAX_BYTES = 5 << 18;

  private final Path root;
  private final PathWalker walker;

  public HostRoot(Path root) {
    this.root = root.toAbsolutePath().normalize();
    this.walker = new PathWalker(this.root);
  }

  /** Where the root is for this process, as a text. */
  public String display() {
    return root.toString();
  }

  /** Where the root is for this process. */
  public Path path() {
    return root;
  }

  /** Reads a whole file. Never blocks: a FIFO is not opened. */
  public FileFact read(String path) {
    try {
      return walker
          .resolve(path)
          .<FileFact>map(node -> read(path, node))
          .orElseGet(() -> new FileFact.Absent(path));
    } catch (IOException e) {
      return unreadable(path, e);
    }
  }

  private static FileFact read(String path, FileNode node) {
    return switch (node.type()) {
      case REGULAR -> node.size() > MAX_BYTES ? tooLarge(path, node.size()) : content(path, node);
      case DIRECTORY ->
          new FileFact.Unreadable(path, Trouble.DIRECTORY, "it is a directory, not a file");
      case FIFO ->
          new FileFact.Unreadable(path, Trouble.FIFO, "it is a FIFO, and opening it waits");
      case OTHER ->
          new FileFact.Unreadable(path, Trouble.NOT_REGULAR, "it is a socket or a device");
    };
  }

  private static FileFact content(String path, FileNode node) {
    // Not through java.nio's channels, which load the network library.
    try (InputStream in = new FileInputStream(node.path().toFile())) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      return bytes.length > MAX_BYTES
          ? tooLarge(path, bytes.length)
          : new FileFact.Content(path, bytes, node.mode() & 07777, node.uid(), node.gid());
    } catch (IOException e) {
      return unreadable(path, e);
    }
  }

  private static FileFact tooLarge(String path, long size) {
    return new FileFact.Unreadable(
        path,
        Trouble.TOO_LARGE,
        "it has " + size + " bytes; more than " + MAX_BYTES + " are not read");
  }

  /** The fact for a file or directory that could not be read. */
  public static FileFact unreadable(String path, IOException e) {
    return switch (e) {
      case AccessDeniedException denied ->
          new FileFact.Unreadable(path, Trouble.NO_PERMISSION, "permission denied");
      case SymlinkLoopException loop ->
          new FileFact.Unreadable(path, Trouble.SYMLINK_LOOP, "its symbolic links lead in a loop");
      case NoSuchFileException gone -> new FileFact.Absent(path);
      case FileNotFoundException denied when reason(denied).equals("Permission denied") ->
          new FileFact.Unreadable(path, Trouble.NO_PERMISSION, "permission denied");
      case FileNotFoundException gone when reason(gone).equals("No such file or directory") ->
          new FileFact.Absent(path);
      default -> new FileFact.Unreadable(path, Trouble.IO_ERROR, reason(e));
    };
  }

  private static String reason(IOException e) {
    String message = String.valueOf(e.getMessage());
    // java.io.FileInputStream: "/path (Input/output error)"
    int bracket = message.lastIndexOf(" (");
    if (e instanceof FileNotFoundException && bracket >= 0 && message.endsWith(")")) {
      return message.substring(bracket + 2, message.length() - 1);
    }
    int colon = message.lastIndexOf(": ");
    return colon < 0 ? message : message.substring(colon + 2);
  }

  /** Whether something exists at a path; true where this process may not look. */
  public boolean exists(String path) {
    try {
      return walker.resolve(path).isPresent();
    } catch (IOException e) {
      return true;
    }
  }

  /**
   * Where a path of the instance is for this process, with links followed; nothing where nothing
   * exists. Looks at the file system each time, because sockets come and go.
   */
  public Optional<Path> locate(String path) throws IOException {
    return new PathWalker(root).resolve(path).map(FileNode::path);
  }

  /** Whether a path is a symbolic link whose text is this target. */
  public boolean isLinkTo(String path, String target) {
    try {
      return walker.link(path).filter(target::equals).isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  /** The names in a directory that end in a suffix, sorted; none when it cannot be read. */
  public List<String> names(String directory, String suffix) {
    try {
      return namesOrThrow(directory, suffix);
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The same, but an unreadable directory is an error; none when there is no directory. */
  public List<String> namesOrThrow(String directory, String suffix) throws IOException {
    List<String> names = new ArrayList<>();
    try {
      Optional<FileNode> node = walker.resolve(directory);
      if (node.isEmpty() || node.get().type() != FileNode.Type.DIRECTORY) {
        return List.of();
      }
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(node.get().path())) {
        for (Path entry : entries) {
          String name = String.valueOf(entry.getFileName());
          if (name.endsWith(suffix)) {
            names.add(name);
          }
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
    Collections.sort(names);
    return names;
  }
}
