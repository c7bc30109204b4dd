package io.ecsharden.settings.starter;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.env.Assignment;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.agent.EcsInitEnvironment;
import java.util.List;
import java.util.Optional;

/** The files that a container gets by a command. */
public final class CommandFiles {

  /** Where the agent looks by itself (amazon-ecs-agent 1.105.1, {@code agent/config/config.go}). */
  private static final String BARE_JSON = "/etc/ecs_container_agent/config.json";

  private CommandFiles() {}

  /** The agent's JSON file, on the instance; absent where it would be in the image. */
  public static FileFact json(
      HostFacts host, ContainerCommand command, EcsInitEnvironment environment) {
    String named = environment.text(AgentSettings.CONFIG_FILE_PATH);
    String inside = named.isEmpty() ? BARE_JSON : named;
    Optional<String> path = command.onInstance(inside);
    if (path.isEmpty()) {
      return new FileFact.Absent(inside);
    }
    return path.get().equals(HostFacts.JSON_CONFIG)
        ? host.file(HostFacts.JSON_CONFIG)
        : new FileFact.Unreadable(
            path.get(), FileFact.Cause.IO_ERROR, "the agent reads it, and it was not looked at");
  }

  /**
   * Whether a reader that is not Docker's command takes the same from a file of variables. Compose,
   * podman and nerdctl treat quotes, comments, variables and spaces in ways of their own.
   */
  public static boolean agree(ContainerCommand command, List<Assignment> assignments) {
    return command.maker().readsFilesAsDocker()
        || assignments.stream().allMatch(a -> isPlain(a.key()) && isPlain(a.value()));
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("\"'#$\\ \t".indexOf(text.charAt(i)) >= 0) {
        return false;
      }
    }
    return true;
  }
}
