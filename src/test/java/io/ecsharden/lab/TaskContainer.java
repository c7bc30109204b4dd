package io.ecsharden.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The container that the agent would make of a task definition with one container: what is tested
 * is the file. A member that nobody here knows is an error, so that none is left out of the test.
 */
final class TaskContainer {

  private final JsonNode task;
  private final JsonNode container;
  private final Set<String> left;

  private static final Set<String> KNOWN =
      Set.of(
          "name",
          "image",
          "essential",
          "cpu",
          "memory",
          "user",
          "privileged",
          "readonlyRootFilesystem",
          "dockerSecurityOptions",
          "linuxParameters",
          "command",
          "mountPoints",
          "healthCheck",
          "stopTimeout",
          "logConfiguration");

  private TaskContainer(JsonNode task, Set<String> left) {
    this.task = task;
    this.left = left;
    assertEquals(1, task.get("containerDefinitions").size());
    this.container = task.get("containerDefinitions").get(0);
    List<String> names = new ArrayList<>();
    container.fieldNames().forEachRemaining(names::add);
    names.removeAll(KNOWN);
    assertEquals(List.of(), names, "what does Docker make of these?");
  }

  static TaskContainer of(Path taskDefinition) {
    try {
      return new TaskContainer(new ObjectMapper().readTree(taskDefinition.toFile()), Set.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same without a mount, by the name of its volume. */
  TaskContainer without(String volume) {
    assertTrue(sources().containsKey(volume), volume);
    return new TaskContainer(task, Set.of(volume));
  }

  /**
   * The command that starts it.
   *
   * @param environment what the agent adds, each {@code NAME=value}
   */
  List<String> run(String name, String image, List<String> environment) {
    List<String> arguments = new ArrayList<>(List.of("docker", "run", "--detach", "--name", name));
    arguments.addAll(options());
    environment.forEach(variable -> arguments.addAll(List.of("--env", variable)));
    arguments.add(image);
    container.get("command").forEach(argument -> arguments.add(argument.textValue()));
    return arguments;
  }

  /** The command that runs another verb in such a container, until it ends. */
  List<String> runOnce(String image, String... command) {
    List<String> arguments = new ArrayList<>(List.of("docker", "run", "--rm"));
    arguments.addAll(options());
    arguments.add(image);
    arguments.addAll(List.of(command));
    return arguments;
  }

  private List<String> options() {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--network",
                text(task, "networkMode"),
                "--user",
                text(container, "user"),
                "--cpu-shares",
                container.get("cpu").asText(),
                "--memory",
                container.get("memory").asText() + "m",
                "--stop-timeout",
                container.get("stopTimeout").asText(),
                "--read-only=" + container.get("readonlyRootFilesystem").asText(),
                "--privileged=" + container.get("privileged").asText()));
    for (JsonNode option : container.get("dockerSecurityOptions")) {
      arguments.addAll(List.of("--security-opt", option.textValue()));
    }
    for (JsonNode capability : container.get("linuxParameters").get("capabilities").get("drop")) {
      arguments.addAll(List.of("--cap-drop", capability.textValue()));
    }
    Map<String, String> sources = sources();
    for (JsonNode mount : container.get("mountPoints")) {
      if (left.contains(text(mount, "sourceVolume"))) {
        continue;
      }
      String source = sources.get(text(mount, "sourceVolume"));
      String mode = mount.get("readOnly").booleanValue() ? ":ro" : "";
      arguments.addAll(List.of("--volume", source + ":" + text(mount, "containerPath") + mode));
    }
    return arguments;
  }

  /** The health check's command, which is no command of a shell: the image has none. */
  List<String> healthCheck() {
    List<String> arguments = new ArrayList<>();
    container.get("healthCheck").get("command").forEach(part -> arguments.add(part.textValue()));
    if (!"CMD".equals(arguments.removeFirst())) {
      throw new AssertionError("the health check wants a shell");
    }
    return arguments;
  }

  private Map<String, String> sources() {
    Map<String, String> sources = new HashMap<>();
    for (JsonNode volume : task.get("volumes")) {
      sources.put(text(volume, "name"), text(volume.get("host"), "sourcePath"));
    }
    return sources;
  }

  private static String text(JsonNode node, String name) {
    return node.get(name).textValue();
  }
}
