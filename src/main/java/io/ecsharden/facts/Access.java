package io.ecsharden.facts;

import java.util.List;
import java.util.Optional;

/**
 * Who may write to a directory or a file, by the numbers of the file system.
 *
 * @param path the instance's own, without links
 * @param mode the permission bits; with an access control list, those of the owning group are what
 *     the list gives it
 * @param writers users and groups that an access control list lets write, as {@code user 1000};
 *     never root
 */
public record Access(
    String path, boolean isDirectory, int mode, int uid, int gid, List<String> writers) {

  private static final int OTHERS_WRITE = 0002;
  private static final int GROUP_WRITES = 0020;
  private static final int STICKY = 01000;

  public Access {
    writers = List.copyOf(writers);
  }

  /**
   * Somebody besides root and this process who can write there.
   *
   * @param verb what makes it so: "can be written by everybody"
   * @param remedy a command for it, without the path: {@code chmod o-w}
   */
  public record Intruder(String verb, String remedy) {}

  /**
   * Finds somebody who is not trusted. In a directory with the sticky bit only an entry's owner can
   * rename it, so who can write there cannot swap what root has put there; but anybody can add a
   * file, so the bit does not count in the directory of the file itself.
   *
   * @param last whether it is the file's own directory, or the file itself
   * @param user the trusted user besides root
   * @param group the trusted group besides root's
   */
  public Optional<Intruder> intruder(boolean last, int user, int group) {
    if (uid != 0 && uid != user) {
      return Optional.of(new Intruder("belongs to the user " + uid, "chown root"));
    }
    if (isDirectory && !last && (mode & STICKY) != 0) {
      return Optional.empty();
    }
    if ((mode & OTHERS_WRITE) != 0) {
      return Optional.of(new Intruder("can be written by everybody", "chmod o-w"));
    }
    if ((mode & GROUP_WRITES) != 0 && gid != 0 && gid != group) {
      return Optional.of(new Intruder("can be written by the group " + gid, "chmod g-w"));
    }
    // chmod changes the mask of an access control list, which limits all of its entries
    return writers.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Intruder(
                "can be written by the "
                    + writers.getFirst()
                    + (writers.size() > 1 ? " and others" : "")
                    + " (access control list)",
                "chmod g-w"));
  }

  /** Whether everybody can write there, whatever the owners' numbers mean here. */
  public boolean isOpenToEverybody(boolean last) {
    return (mode & OTHERS_WRITE) != 0 && (last || (mode & STICKY) == 0);
  }
}
