package io.ecsharden.host.docker;

import io.ecsharden.format.json.JsonFields;
import io.ecsharden.format.json.JsonPaths;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.host.http.HttpAnswer;
import io.ecsharden.host.http.HttpBuffers;
import io.ecsharden.host.http.HttpConnection;
import io.ecsharden.host.http.HttpException;
import io.ecsharden.host.http.Members;
import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.Socket;
import io.ecsharden.host.proc.SystemSlice;
import io.ecsharden.machine.Deadline;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Requests to dockerd over its Unix socket. Paths have no version in front: every engine then
 * answers in its own, and these answers are the same since API 1.24.
 *
 * <p>Every method throws {@link DockerException}, after the deadline at the latest. Not for several
 * threads.
 */
public final class DockerEngine {

  /** Where dockerd listens by default. */
  public static final String SOCKET = "/var/run/docker.sock";

  /** Several hundred containers with their labels; a variable can be long. */
  private static final int MOST_BYTES = 4 << 20;

  private static final String UNIX = "unix://";

  /** Docker compose gives it to each of its containers (docker/compose, {@code pkg/api}). */
  private static final String COMPOSE_FILES = "com.docker.compose.project.config_files";

  private static final String IMAGE = "Image";
  private static final String NAMES = "Names[]";
  private static final String ECS = "Labels/com.amazonaws.ecs.";
  private static final String FAMILY = ECS + "task-definition-family";
  private static final String CONTAINER = ECS + "container-name";
  private static final JsonPaths IMAGES = JsonPaths.of(IMAGE, NAMES);
  private static final JsonPaths SUMMARY = JsonPaths.of(NAMES, FAMILY, CONTAINER);

  private final HostRoot root;
  private final String socket;
  private final Deadline deadline;
  private final HttpBuffers buffers = new HttpBuffers();

  /** Kept between two requests only while it is held. */
  private Optional<HttpConnection> connection = Optional.empty();

  private boolean held;

  /** Where the socket is for this process, once it was looked up. */
  private Optional<String> place = Optional.empty();

  private DockerEngine(HostRoot root, String socket, Deadline deadline) {
    this.root = root;
    this.socket = socket;
    this.deadline = deadline;
  }

  /**
   * Requests that share a deadline.
   *
   * @param socket the instance's path
   */
  public static DockerEngine until(HostRoot root, String socket, Deadline deadline) {
    return new DockerEngine(root, socket, deadline);
  }

  /** The socket that a {@code DOCKER_HOST} names; the usual one where it names none. */
  public static String socketOf(String dockerHost) {
    // a NUL is in no path
    boolean unix = dockerHost.startsWith(UNIX + "/") && dockerHost.indexOf('\0') < 0;
    return unix ? dockerHost.substring(UNIX.length()) : SOCKET;
  }

  /**
   * A container, if there is one of this name.
   *
   * @param name letters, digits, {@code _}, {@code .} and {@code -}
   */
  public Optional<ContainerState> inspect(String name) throws DockerException {
    return object("/containers/" + plain(name) + "/json").map(DockerEngine::container);
  }

  private static ContainerState container(Members answer) {
    Members state = answer.members("State");
    return new ContainerState(
        state.isTrue("Running"),
        state.text("Status").orElse(""),
        state.number("ExitCode"),
        state.text("StartedAt").flatMap(DockerTime::read),
        state.text("FinishedAt").flatMap(DockerTime::read),
        answer.text("Created").flatMap(DockerTime::read),
        answer.number("RestartCount"),
        state.number("Pid"),
        answer.text("Id").orElse(""),
        answer.members("HostConfig").text("NetworkMode").filter("host"::equals).isPresent(),
        environment(answer.members("Config").texts("Env")),
        made(answer));
  }

  private static ContainerState.Made made(Members answer) {
    Members host = answer.members("HostConfig");
    String files = answer.members("Config").members("Labels").text(COMPOSE_FILES).orElse("");
    return new ContainerState.Made(
        withoutSlash(answer.text("Name").orElse("")),
        host.isTrue("Privileged"),
        host.texts("SecurityOpt"),
        host.texts("Binds"),
        host.text("NetworkMode").orElse(""),
        published(host.members("PortBindings")),
        host.members("RestartPolicy").text("Name").orElse(""),
        files.isEmpty() ? List.of() : List.of(files.split(",")));
  }

  /** What leads to the container from outside. */
  private static List<String> published(Members bindings) {
    List<String> published = new ArrayList<>();
    for (String port : bindings.names()) {
      for (Members binding : bindings.list(port)) {
        String address = binding.text("HostIp").orElse("");
        String before = address.isEmpty() ? "" : "[" + address + "]:";
        published.add(before + binding.text("HostPort").orElse("") + ":" + port);
      }
    }
    return published;
  }

  /** The first running container of an image whose name has a text in it. */
  public Optional<String> nameByImage(String text) throws DockerException {
    for (JsonFields container : list("/containers/json", IMAGES)) {
      if (container.text(IMAGE).filter(image -> image.contains(text)).isPresent()) {
        return container.texts(NAMES).stream().findFirst().map(DockerEngine::withoutSlash);
      }
    }
    return Optional.empty();
  }

  private static String withoutSlash(String name) {
    return name.startsWith("/") ? name.substring(1) : name;
  }

  /** The last of several with one name counts, as for {@code os.Getenv} in a Go program. */
  private static Map<String, String> environment(List<String> assignments) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=');
      if (equals > 0) {
        environment.put(assignment.substring(0, equals), assignment.substring(equals + 1));
      }
    }
    return environment;
  }

  /** The running containers. */
  public List<ContainerSummary> running() throws DockerException {
    List<ContainerSummary> all = new ArrayList<>();
    for (JsonFields container : list("/containers/json", SUMMARY)) {
      String name = container.texts(NAMES).stream().findFirst().orElse("");
      all.add(
          new ContainerSummary(
              withoutSlash(name), container.text(FAMILY), container.text(CONTAINER)));
    }
    return List.copyOf(all);
  }

  /** dockerd's version and settings. */
  public EngineInfo info() throws DockerException {
    try {
      Members info = Members.of(must("/info"));
      return new EngineInfo(
          info.text("ServerVersion").orElse(""),
          info.isTrue("LiveRestoreEnabled"),
          info.text("HttpProxy").orElse(""),
          info.text("HttpsProxy").orElse(""),
          info.text("NoProxy").orElse(""));
    } catch (HttpException e) {
      throw DockerException.useless(socket, deadline.time(), e);
    }
  }

  /** What is wanted of the objects of an array. */
  List<JsonFields> list(String target, JsonPaths paths) throws DockerException {
    try {
      return must(target).objects(paths);
    } catch (HttpException e) {
      throw DockerException.useless(socket, deadline.time(), e);
    }
  }

  /** An object; nothing where there is none. */
  private Optional<Members> object(String target) throws DockerException {
    Optional<HttpAnswer> answer = get(target);
    try {
      return answer.isEmpty() ? Optional.empty() : Optional.of(Members.of(answer.get()));
    } catch (HttpException e) {
      throw DockerException.useless(socket, deadline.time(), e);
    }
  }

  /** What is wanted of an object; nothing where there is none. */
  Optional<JsonFields> object(String target, JsonPaths paths) throws DockerException {
    Optional<HttpAnswer> answer = get(target);
    try {
      return answer.isEmpty() ? Optional.empty() : Optional.of(answer.get().object(paths));
    } catch (HttpException e) {
      throw DockerException.useless(socket, deadline.time(), e);
    }
  }

  private HttpAnswer must(String target) throws DockerException {
    return get(target).orElseThrow(() -> DockerException.status(socket, 404));
  }

  private Optional<HttpAnswer> get(String target) throws DockerException {
    try {
      HttpAnswer answer = ask(target);
      return switch (answer.status()) {
        case 200 -> Optional.of(answer);
        case 404 -> Optional.empty();
        default -> throw DockerException.status(socket, answer.status());
      };
    } catch (DockerException e) {
      throw e;
    } catch (IOException e) {
      throw DockerException.useless(socket, deadline.time(), e);
    } finally {
      if (!held) {
        hangUp();
      }
    }
  }

  private HttpAnswer ask(String target) throws IOException {
    if (connection.filter(HttpConnection::isOpen).isPresent()) {
      try {
        return connection.get().ask(target, MOST_BYTES, deadline.left());
      } catch (IOException e) {
        if (!isEnd(e)) {
          throw e;
        }
        // the engine has closed it since the last answer; perhaps somebody has stopped it
        place = Optional.empty();
      }
    }
    hangUp();
    HttpConnection fresh = connect();
    connection = Optional.of(fresh);
    return fresh.ask(target, MOST_BYTES, deadline.left());
  }

  private HttpConnection connect() throws DockerException {
    Duration left = deadline.left();
    try {
      return new HttpConnection(Socket.unix(place(), left), buffers, held, left);
    } catch (DockerException e) {
      throw e;
    } catch (IOException e) {
      throw DockerException.unreachable(socket, deadline.time(), e);
    }
  }

  private static boolean isEnd(IOException e) {
    return e instanceof EOFException
        || e instanceof Errno errno
            && (errno.number() == Errno.EPIPE || errno.number() == Errno.ECONNRESET);
  }

  private void hangUp() {
    connection.ifPresent(HttpConnection::close);
    connection = Optional.empty();
  }

  /** Uses one connection for all requests until the result is closed. */
  Held hold() {
    held = true;
    return () -> {
      held = false;
      hangUp();
    };
  }

  /** The connection that is kept. */
  public interface Held extends Closeable {
    @Override
    void close();
  }

  /** Where the socket is for this process. Looked up for the first request only. */
  private String place() throws IOException {
    if (place.isEmpty()) {
      Optional<Path> path = root.locate(socket);
      if (path.isEmpty()) {
        throw DockerException.absent(socket);
      }
      if (isAsleep()) {
        throw DockerException.asleep(socket);
      }
      place = Optional.of(path.get().toString());
    }
    return place.get();
  }

  /**
   * Whether systemd listens and would start Docker for us: {@code docker.socket} has a control
   * group, and {@code docker.service} has none. An audit must not start anything.
   */
  private boolean isAsleep() throws IOException {
    boolean usual = socket.equals(SOCKET) || socket.equals("/run/docker.sock");
    Optional<SystemSlice> slice = usual ? SystemSlice.of(root) : Optional.empty();
    return slice.isPresent()
        && slice.get().has("docker.socket")
        && !slice.get().has("docker.service");
  }

  private static String plain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (!letter && "_.-".indexOf(c) < 0) {
        throw new IllegalArgumentException("not a container name: " + name);
      }
    }
    return name;
  }
}
