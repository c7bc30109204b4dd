package io.ecsharden.host.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Follows paths and symbolic links below a root, as in a chroot. Caches what it has seen. */
final class PathWalker {

  /** As in the Linux kernel. */
  private static final int MAX_LINKS = 40;

  private final Path root;
  private final Map<Path, Optional<FileNode>> seen = new HashMap<>();

  PathWalker(Path root) {
    this.root = root;
  }

  /** What a path leads to; nothing where nothing exists. */
  Optional<FileNode> resolve(String path) throws IOException {
    return walk(path).node();
  }

  /** Where a path leads, also where nothing exists yet. */
  Path place(String path) throws IOException {
    return walk(path).place();
  }

  private record End(Path place, Optional<FileNode> node) {}

  private End walk(String path) throws IOException {
    Deque<String> ahead = new ArrayDeque<>();
    push(ahead, path);
    Path here = root;
    Optional<FileNode> node = look(root);
    int links = 0;
    while (!ahead.isEmpty()) {
      if (node.filter(n -> n.type() == FileNode.Type.DIRECTORY).isEmpty()) {
        return new End(below(here, ahead), Optional.empty());
      }
      String name = ahead.pop();
      if (name.equals("..")) {
        here = here.equals(root) ? root : here.resolve("..").normalize();
        node = look(here);
        continue;
      }
      Path next = here.resolve(name);
      node = look(next);
      if (node.filter(FileNode::isLink).isPresent()) {
        if (++links > MAX_LINKS) {
          throw new SymlinkLoopException(path);
        }
        String target = Files.readSymbolicLink(next).toString();
        push(ahead, target);
        here = target.startsWith("/") ? root : here;
        node = look(here);
      } else {
        here = next;
      }
    }
    return new End(here, node);
  }

  /** The path of something that does not exist yet. */
  private Path below(Path here, Deque<String> names) {
    Path place = here;
    for (String name : names) {
      place = place.resolve(name);
    }
    Path normal = place.normalize();
    return normal.startsWith(root) ? normal : root;
  }

  /** The text of a symbolic link; nothing where the path is not one. Follows its directory. */
  Optional<String> link(String path) throws IOException {
    int slash = path.lastIndexOf('/');
    Optional<FileNode> directory = resolve(path.substring(0, Math.max(1, slash)));
    if (directory.filter(d -> d.type() == FileNode.Type.DIRECTORY).isEmpty()) {
      return Optional.empty();
    }
    Path entry = directory.get().path().resolve(path.substring(slash + 1));
    return look(entry).filter(FileNode::isLink).isPresent()
        ? Optional.of(Files.readSymbolicLink(entry).toString())
        : Optional.empty();
  }

  private static void push(Deque<String> ahead, String path) {
    String[] names = path.split("/");
    for (int i = names.length - 1; i >= 0; i--) {
      if (!names[i].isEmpty() && !names[i].equals(".")) {
        ahead.push(names[i]);
      }
    }
  }

  private Optional<FileNode> look(Path path) throws IOException {
    Optional<FileNode> known = seen.get(path);
    if (known == null) {
      known = stat(path);
      seen.put(path, known);
    }
    return known;
  }

  private static Optional<FileNode> stat(Path path) throws IOException {
    try {
      return Optional.of(FileNode.of(path));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (FileSystemException e) {
      if ("Not a directory".equals(e.getReason())) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
