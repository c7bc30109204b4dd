package io.ecsharden.host.docker;

import io.ecsharden.format.json.JsonSelection;
import io.ecsharden.host.http.Members;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks an engine for the containers of tasks. Environment variables are never kept.
 *
 * <p>Every method throws {@link DockerException}, after the engine's timeout at the latest.
 */
public final class TaskList {

  private static final String ECS = "com.amazonaws.ecs.";

  /** {@code {"label":["com.amazonaws.ecs.task-arn"]}}, as it stands in a query. */
  private static final String OF_TASKS =
      "/containers/json?filters=%7B%22label%22%3A%5B%22com.amazonaws.ecs.task-arn%22%5D%7D";

  private static final String CLUSTER = ECS + "cluster";
  private static final String TASK = ECS + "task-arn";
  private static final String CONTAINER = ECS + "container-name";
  private static final String FAMILY = ECS + "task-definition-family";
  private static final String VERSION = ECS + "task-definition-version";

  private static final JsonSelection SUMMARY =
      JsonSelection.of(
          3,
          "Id",
          "Names",
          "Labels",
          CLUSTER,
          TASK,
          CONTAINER,
          FAMILY,
          VERSION,
          "HostConfig",
          "NetworkMode",
          "NetworkSettings",
          "Networks");

  private static final JsonSelection PROCESS =
      JsonSelection.of(
          2, "State", "Pid", "Running", "StartedAt", "HostConfig", "Privileged", "CapAdd");

  private static final JsonSelection NETWORK =
      JsonSelection.of(2, "Id", "Name", "Driver", "Options");

  private static final int ID_LENGTH = 64;
  private static final int SHORT_ID = 12;

  private final DockerEngine engine;

  public TaskList(DockerEngine engine) {
    this.engine = engine;
  }

  /** Uses one connection for all requests until the result is closed. */
  public DockerEngine.Held hold() {
    return engine.hold();
  }

  /** The running containers with the label of a task, in the engine's order. */
  public List<TaskSummary> running() throws DockerException {
    List<TaskSummary> all = new ArrayList<>();
    for (Members container : engine.list(OF_TASKS, SUMMARY)) {
      Optional<String> id = container.text("Id").filter(TaskList::isId);
      if (id.isPresent()) {
        all.add(summary(id.get(), container));
      }
    }
    return List.copyOf(all);
  }

  private static TaskSummary summary(String id, Members container) {
    String name = container.texts("Names").stream().findFirst().orElse("");
    return new TaskSummary(
        id,
        name.startsWith("/") ? name.substring(1) : name,
        labels(container.members("Labels")),
        container.members("HostConfig").text("NetworkMode").orElse(""),
        container.members("NetworkSettings").members("Networks").names());
  }

  private static TaskSummary.Labels labels(Members labels) {
    return new TaskSummary.Labels(
        labels.text(CLUSTER).orElse(""),
        labels.text(TASK).orElse(""),
        labels.text(CONTAINER).orElse(""),
        labels.text(FAMILY).orElse(""),
        labels.text(VERSION).orElse(""));
  }

  /**
   * The process of a container; nothing where the container is gone or does not run.
   *
   * @param id of a {@link TaskSummary}
   */
  public Optional<ContainerProcess> process(String id) throws DockerException {
    Optional<Members> answer = engine.object("/containers/" + id + "/json", PROCESS);
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    Members state = answer.get().members("State");
    Members host = answer.get().members("HostConfig");
    int pid = state.number("Pid");
    return state.isTrue("Running") && pid > 0
        ? Optional.of(
            new ContainerProcess(
                pid,
                state.text("StartedAt").flatMap(DockerTime::read),
                host.isTrue("Privileged"),
                host.texts("CapAdd")))
        : Optional.empty();
  }

  /**
   * The instance's interface of each network that is a bridge, by the network's name (Docker Engine
   * 29, {@code daemon/libnetwork/drivers/bridge}). Networks of other drivers are left out: their
   * packets do not pass the instance's bridges.
   */
  public Map<String, String> bridges() throws DockerException {
    Map<String, String> bridges = new HashMap<>();
    for (Members network : engine.list("/networks", NETWORK)) {
      String id = network.text("Id").orElse("");
      Optional<String> name = network.text("Name");
      boolean bridge = network.text("Driver").filter("bridge"::equals).isPresent();
      if (bridge && name.isPresent() && isId(id)) {
        bridges.put(
            name.get(),
            network
                .members("Options")
                .text("com.docker.network.bridge.name")
                .filter(given -> !given.isEmpty())
                .orElse("br-" + id.substring(0, SHORT_ID)));
      }
    }
    return bridges;
  }

  private static boolean isId(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789abcdef".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return text.length() == ID_LENGTH;
  }
}
