package io.ecsharden.reliability;

import io.ecsharden.Attributes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A small instance in a folder. */
record Tree(Path root) {

  static final String CONFIG = "etc/ecs/ecs.config";
  static final String STATE = "var/lib/ecs-harden";

  /** An id, {@code 20261130T102437.528Z}; the same as a time, with hyphens and colons. */
  private static final Pattern TIME =
      Pattern.compile("[0-9]{8}T[0-9]{6}\\.[0-9]{3}Z|[0-9-]{10}T[0-9:]{8}(\\.[0-9]+)?Z");

  /** How long it took, and who held the lock. */
  private static final Pattern CHANCE =
      Pattern.compile("(?<=\"durationMillis\": )[0-9]+|(?<=, process )[0-9]+");

  private static final String TEMPORARY = ".ecs-harden-";

  /** An instance with nothing but the directory of the configuration. */
  static Tree in(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("root/etc/ecs"));
    Files.createDirectories(folder.resolve("root/var/lib/ecs"));
    return new Tree(folder.toRealPath().resolve("root"));
  }

  Path path(String name) {
    return root.resolve(name);
  }

  Tree write(String name, String text, String mode) throws IOException {
    Files.createDirectories(path(name).getParent());
    Files.writeString(path(name), text);
    Files.setPosixFilePermissions(path(name), PosixFilePermissions.fromString(mode));
    return this;
  }

  /** A configuration in which one line is wrong. */
  Tree withWrongLine() throws IOException {
    return write(CONFIG, "ECS_CLUSTER=c\nECS_AWSVPC_BLOCK_IMDS=false\n# end\n", "rw-r-----");
  }

  String text(String name) throws IOException {
    return Files.readString(path(name));
  }

  /** Every file and directory but the program's own, with all that must not be lost. */
  Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (String name : names()) {
      if (!name.startsWith(STATE) && !name.contains(TEMPORARY)) {
        files.put(name, description(path(name)));
      }
    }
    return files;
  }

  /**
   * Everything that is there, the program's own files as well, as one text. It is the same for two
   * trees that differ in nothing but their place, the times at which something happened, and the
   * process that did it.
   */
  String state() throws IOException {
    StringBuilder state = new StringBuilder();
    for (String name : names()) {
      state.append(name).append(' ').append(description(path(name))).append('\n');
    }
    String text = state.toString().replace(root.toString(), "");
    List<String> times =
        TIME.matcher(text).results().map(MatchResult::group).distinct().sorted().toList();
    text = TIME.matcher(text).replaceAll(time -> "#" + times.indexOf(time.group()));
    return CHANCE.matcher(text).replaceAll("#");
  }

  private static String description(Path path) throws IOException {
    Map<String, Object> a =
        Files.readAttributes(path, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
    String head = "%o %s:%s ".formatted((Integer) a.get("mode"), a.get("uid"), a.get("gid"));
    if (Files.isSymbolicLink(path)) {
      return head + "-> " + Files.readSymbolicLink(path);
    }
    head += Attributes.namesOf(path) + " ";
    return Files.isRegularFile(path)
        ? head + new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1)
        : head;
  }

  /** What a run wrote for a moment and should have removed. */
  List<String> leftovers() throws IOException {
    return names().stream()
        .filter(name ->
            name.contains(TEMPORARY) || name.endsWith(".new") || name.endsWith("journal.json"))
        .toList();
  }

  /** Whether nothing was left behind; false also while a daemon writes. */
  boolean isClean() throws IOException {
    try {
      return leftovers().isEmpty();
    } catch (UncheckedIOException e) {
      // a file went away while the tree was listed
      return false;
    }
  }

  /** The receipts' names. */
  List<String> receipts() throws IOException {
    return names().stream().filter(name -> name.startsWith(STATE + "/receipts/")).toList();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.map(path -> root.relativize(path).toString()).sorted().toList();
    }
  }

  /** A copy, with owners and modes. */
  Tree copy(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path to = folder.toRealPath().resolve("root");
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.toList()) {
        Files.copy(
            path,
            to.resolve(root.relativize(path).toString()),
            StandardCopyOption.COPY_ATTRIBUTES,
            LinkOption.NOFOLLOW_LINKS);
      }
    }
    return new Tree(to);
  }

  void delete() throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(root)) {
      paths
          .sorted(Comparator.reverseOrder())
          .forEach(path -> {
            try {
              Files.delete(path);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
