package io.ecsharden.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What may start the agent besides ecs-init's unit. It is looked for only where that unit is not
 * there, or does something else than start ecs-init.
 *
 * @param files those that speak of the agent's image or of ecs-init, those that a unit's command
 *     names, and files of variables that they name
 * @param withoutEcsInit whether ecs-init is not installed: its unit is masked, or other units were
 *     seen, and neither its unit nor its program
 */
public record StarterFacts(List<FileFact> files, boolean withoutEcsInit) {

  /** Nobody looked, because ecs-init's unit is there. */
  public static final StarterFacts NONE = new StarterFacts(List.of(), false);

  /** In whatever registry the image is. */
  public static final String IMAGE = "amazon-ecs-agent";

  public StarterFacts {
    files = List.copyOf(files);
  }

  /** A file that was read. */
  public Optional<FileFact> file(String path) {
    return files.stream().filter(file -> file.path().equals(path)).findFirst();
  }

  /** The files that speak of the agent's image. */
  public List<FileFact> ofImage() {
    List<FileFact> found = new ArrayList<>();
    for (FileFact file : files) {
      if (file.mentions(IMAGE)) {
        found.add(file);
      }
    }
    return found;
  }
}
