package io.ecsharden.settings.starter;

import io.ecsharden.facts.ContainerNetwork;
import io.ecsharden.settings.value.Origin;
import java.util.List;
import java.util.Optional;

/**
 * How the agent's container is made without ecs-init, as AWS's guide and the agent's README show
 * it: there are no defaults and no rules of ecs-init then.
 *
 * @param where the command, or the image's line in a file
 * @param variables {@code KEY=value}, or {@code KEY} of the maker's own environment
 * @param files the paths of files of variables, in order; {@code variables} override them
 * @param volumes {@code SOURCE:DESTINATION[:OPTIONS]}
 * @param network which network it has, and what of it is published
 * @param privileged whether the container is privileged
 * @param unconfined whether it has no AppArmor profile
 * @param open why it may be made with more than this: a clause without a period at the end
 */
public record ContainerCommand(
    Maker maker,
    Origin where,
    List<Given> variables,
    List<Given> files,
    List<String> volumes,
    ContainerNetwork network,
    boolean privileged,
    boolean unconfined,
    Optional<String> open) {

  private static final String IMAGE = "amazon-ecs-agent";

  public ContainerCommand {
    variables = List.copyOf(variables);
    files = List.copyOf(files);
    volumes = List.copyOf(volumes);
  }

  /** {@code amazon/amazon-ecs-agent:latest}, from whatever registry. */
  static boolean isImage(String name) {
    return name.substring(name.lastIndexOf('/') + 1).startsWith(IMAGE);
  }

  /**
   * The instance's path of a file that the agent sees at a path; nothing where it is in the image.
   */
  Optional<String> onInstance(String path) {
    Optional<String> found = Optional.empty();
    int longest = -1;
    for (String volume : volumes) {
      String[] parts = volume.split(":", 3);
      if (parts.length < 2) {
        continue;
      }
      String inside = withoutSlash(parts[1]);
      if (inside.length() > longest && (path.equals(inside) || path.startsWith(inside + "/"))) {
        longest = inside.length();
        found = Optional.of(withoutSlash(parts[0]) + path.substring(inside.length()));
      }
    }
    return found;
  }

  private static String withoutSlash(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
