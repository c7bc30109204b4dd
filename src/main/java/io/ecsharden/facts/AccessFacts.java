package io.ecsharden.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may write what the configuration's paths lead through.
 *
 * @param rootOwner who owns the root directory; nothing where nobody looked
 * @param user the user of this process
 * @param group the group of this process
 * @param passed what each path leads through, directories in order, then the file if there is one;
 *     the key is a file, or the directory of files that may be made
 */
public record AccessFacts(
    Optional<Integer> rootOwner, int user, int group, Map<String, List<Access>> passed) {

  /** Nobody looked. */
  public static final AccessFacts NONE = new AccessFacts(Optional.empty(), 0, 0, Map.of());

  public AccessFacts {
    passed = Map.copyOf(passed);
  }

  /**
   * Whether the numbers of owners are the instance's: its root directory belongs to root. A copy of
   * the files belongs to the person who made it, and in a user namespace root is somebody else.
   */
  public boolean areOwnersReal() {
    return rootOwner.filter(owner -> owner == 0).isPresent();
  }

  /** The directories that a file's path leads through, in order; none where nobody looked. */
  public List<Access> directories(String path) {
    List<Access> directories = new ArrayList<>();
    for (Access access : through(path)) {
      if (access.isDirectory()) {
        directories.add(access);
      }
    }
    return directories;
  }

  /** Users and groups that a file's own access control list lets write. */
  public List<String> writers(String path) {
    List<Access> through = through(path);
    return through.isEmpty() || through.getLast().isDirectory()
        ? List.of()
        : through.getLast().writers();
  }

  private List<Access> through(String path) {
    return Optional.ofNullable(passed.get(path))
        .or(() -> Optional.ofNullable(passed.get(path.substring(0, path.lastIndexOf('/')))))
        .orElse(List.of());
  }

  /** Why a file cannot be written safely: a directory in which others could swap files. */
  public Optional<String> refusal(String path) {
    List<Access> directories = directories(path);
    for (int i = 0; i < directories.size(); i++) {
      Access directory = directories.get(i);
      Optional<Access.Intruder> intruder =
          directory.intruder(i == directories.size() - 1, user, group);
      if (intruder.isPresent()) {
        return Optional.of(refusal(directory, intruder.get()));
      }
    }
    return Optional.empty();
  }

  /** The line for a directory that is refused, without a final stop. */
  public static String refusal(Access directory, Access.Intruder intruder) {
    return "the directory "
        + directory.path()
        + " "
        + intruder.verb()
        + ", who could swap files in it; "
        + intruder.remedy()
        + " it";
  }
}
