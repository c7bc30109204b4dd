package io.ecsharden.host.docker;

import io.ecsharden.format.json.JsonFields;
import io.ecsharden.format.json.JsonPaths;
import java.time.Instant;
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

  private static final String ECS = "Labels/com.amazonaws.ecs.";

  /** {@code {"label":["com.amazonaws.ecs.task-arn"]}}, as it stands in a query. */
  private static final String OF_TASKS =
      "/containers/json?filters=%7B%22label%22%3A%5B%22com.amazonaws.ecs.task-arn%22%5D%7D";

  private static final String ID = "Id";
  private static final String NAMES = "Names[]";
  private static final String CREATED = "Created";
  private static final String CLUSTER = ECS + "cluster";
  private static final String TASK = ECS + "task-arn";
  private static final String CONTAINER = ECS + "container-name";
  private static final String FAMILY = ECS + "task-definition-family";
  private static final String VERSION = ECS + "task-definition-version";
  private static final String MODE = "HostConfig/NetworkMode";
  private static final String NETWORKS = "NetworkSettings/Networks/*";
  private static final JsonPaths SUMMARY =
      JsonPaths.of(ID, NAMES, CREATED, CLUSTER, TASK, CONTAINER, FAMILY, VERSION, MODE, NETWORKS);

  private static final String PID = "State/Pid";
  private static final String RUNNING = "State/Running";
  private static final String STARTED = "State/StartedAt";
  private static final String PRIVILEGED = "HostConfig/Privileged";
  private static final String ADDED = "HostConfig/CapAdd[]";
  private static final String OPTIONS = "HostConfig/SecurityOpt[]";
  private static final JsonPaths PROCESS =
      JsonPaths.of(PID, RUNNING, STARTED, PRIVILEGED, ADDED, OPTIONS);

  private static final String NAME = "Name";
  private static final String DRIVER = "Driver";
  private static final String BRIDGE = "Options/com.docker.network.bridge.name";
  private static final JsonPaths NETWORK = JsonPaths.of(ID, NAME, DRIVER, BRIDGE);

  /** In seconds since 1970: no container is younger. */
  private static final long YEAR_10000 = 253_402_300_800L;

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
    for (JsonFields container : engine.list(OF_TASKS, SUMMARY)) {
      Optional<String> id = container.text(ID).filter(TaskList::isId);
      if (id.isPresent()) {
        all.add(summary(id.get(), container));
      }
    }
    return List.copyOf(all);
  }

  private static TaskSummary summary(String id, JsonFields container) {
    String name = container.texts(NAMES).stream().findFirst().orElse("");
    long created = container.number(CREATED);
    return new TaskSummary(
        id,
        name.startsWith("/") ? name.substring(1) : name,
        created > 0 && created < YEAR_10000
            ? Optional.of(Instant.ofEpochSecond(created))
            : Optional.empty(),
        new TaskSummary.Labels(
            container.text(CLUSTER).orElse(""),
            container.text(TASK).orElse(""),
            container.text(CONTAINER).orElse(""),
            container.text(FAMILY).orElse(""),
            container.text(VERSION).orElse("")),
        container.text(MODE).orElse(""),
        container.texts(NETWORKS));
  }

  /**
   * The process of a container; nothing where the container is gone or does not run.
   *
   * @param id of a {@link TaskSummary}
   */
  public Optional<ContainerProcess> process(String id) throws DockerException {
    Optional<JsonFields> answer = engine.object("/containers/" + id + "/json", PROCESS);
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    JsonFields container = answer.get();
    long pid = container.number(PID);
    return container.isTrue(RUNNING) && pid > 0 && pid <= Integer.MAX_VALUE
        ? Optional.of(
            new ContainerProcess(
                (int) pid,
                container.text(STARTED).flatMap(DockerTime::read),
                container.isTrue(PRIVILEGED),
                container.texts(ADDED),
                container.texts(OPTIONS)))
        : Optional.empty();
  }

  /**
   * The instance's interface of each network that is a bridge, by the network's name (Docker Engine
   * 29, {@code daemon/libnetwork/drivers/bridge}). Networks of other drivers are left out: their
   * packets do not pass the instance's bridges.
   */
  public Map<String, String> bridges() throws DockerException {
    Map<String, String> bridges = new HashMap<>();
    for (JsonFields network : engine.list("/networks", NETWORK)) {
      String id = network.text(ID).orElse("");
      Optional<String> name = network.text(NAME);
      boolean bridge = network.text(DRIVER).filter("bridge"::equals).isPresent();
      if (bridge && name.isPresent() && isId(id)) {
        bridges.put(
            name.get(),
            network
                .text(BRIDGE)
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
