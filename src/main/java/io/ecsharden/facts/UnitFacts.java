package io.ecsharden.facts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A systemd unit as its files describe it.
 *
 * @param name {@code ecs.service}
 * @param fragment the unit file that systemd would load, if there is one
 * @param dropIns the drop-ins in the order in which systemd applies them
 * @param masked whether the unit file is a link to {@code /dev/null}
 * @param environmentFiles each path that an {@code EnvironmentFile=} line names, and the paths that
 *     it leads to: itself, or what its wildcards match, in order. A path that nobody could follow
 *     is not there
 */
public record UnitFacts(
    String name,
    Optional<FileFact> fragment,
    List<FileFact> dropIns,
    boolean masked,
    Map<String, List<String>> environmentFiles) {

  public UnitFacts {
    dropIns = List.copyOf(dropIns);
    environmentFiles = Map.copyOf(environmentFiles);
  }

  /** A unit whose environment files nobody looked for. */
  public UnitFacts(
      String name, Optional<FileFact> fragment, List<FileFact> dropIns, boolean masked) {
    this(name, fragment, dropIns, masked, Map.of());
  }

  /** Whether an {@code EnvironmentFile=} line names a pattern that nothing fits. */
  public boolean leadsNowhere(String path) {
    return List.of().equals(environmentFiles.get(path));
  }

  /** Where an administrator's drop-ins are; they beat those of packages of the same name. */
  private String ownDropIns() {
    return "/etc/systemd/system/" + name + ".d/";
  }

  /** Whether a path is one of an administrator's drop-in for this unit. */
  boolean hasPlaceFor(String path) {
    return path.startsWith(ownDropIns()) && path.endsWith(".conf");
  }

  /** A drop-in that was found. */
  public Optional<FileFact> dropIn(String path) {
    return dropIns.stream().filter(file -> file.path().equals(path)).findFirst();
  }

  /**
   * The same unit with another drop-in at a path of {@link #hasPlaceFor}, or without it. systemd
   * applies drop-ins in the order of their names, whatever directory they are in (systemd.unit(5)).
   */
  UnitFacts with(FileFact file) {
    List<FileFact> changed = new ArrayList<>(dropIns);
    changed.removeIf(other -> fileName(other).equals(fileName(file)));
    if (!(file instanceof FileFact.Absent)) {
      changed.add(file);
    }
    changed.sort(Comparator.comparing(UnitFacts::fileName));
    return new UnitFacts(name, fragment, changed, masked, environmentFiles);
  }

  private static String fileName(FileFact file) {
    return file.path().substring(file.path().lastIndexOf('/') + 1);
  }

  /** A unit that is not installed. */
  public static UnitFacts absent(String name) {
    return new UnitFacts(name, Optional.empty(), List.of(), false);
  }
}
