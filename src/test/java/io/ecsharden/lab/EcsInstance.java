package io.ecsharden.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.testcontainers.containers.Container;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;

/**
 * A throwaway container instance: a container with real systemd, dockerd and iptables, and with
 * stand-ins for ecs-init, the agent and cloud-init, which are told in {@code
 * src/test/resources/lab}. It boots in 1 to 3 seconds. Tests on one carry {@link NeedsEngine}.
 *
 * <p>No method waits for ever: what takes longer than it may is an {@link AssertionError}.
 */
public final class EcsInstance implements AutoCloseable {

  /** The file that the agent is configured with. */
  public static final String CONFIG = "/etc/ecs/ecs.config";

  /** Where {@link #installProgram} puts the executable; it is on the PATH. */
  public static final String PROGRAM = "/usr/local/bin/ecs-harden";

  static final String BEHAVIOUR = "/var/lib/standin/behaviour";
  static final String USER_DATA = "/var/lib/standin/user-data.sh";
  static final Duration BOOT = Duration.ofSeconds(60);

  private static final Duration COMMAND = Duration.ofSeconds(60);
  private static final String STAGE = "/var/tmp/incoming";
  private static final String METADATA = "http://localhost:51678/v1/metadata";
  // the exit codes of timeout(1), with TERM and with KILL
  private static final List<Integer> TIMED_OUT = List.of(124, 137);

  /** What came of a command. */
  public record Result(int code, String out, String err) {

    /** The output of a command that had to work. */
    public String text() {
      assertEquals(0, code, toString());
      return out.strip();
    }
  }

  private final GenericContainer<?> container;

  EcsInstance(GenericContainer<?> container) {
    this.container = container;
  }

  /** An instance as it is delivered: an empty ecs.config, no user data, and a healthy agent. */
  public static EcsInstance boot() {
    return setup().boot();
  }

  /** An instance with something on it before it boots. */
  public static InstanceSetup setup() {
    return new InstanceSetup();
  }

  /** Runs a command as root. */
  public Result exec(String... command) {
    return exec(COMMAND, command);
  }

  /** Runs a command as root, for at most so long. */
  public Result exec(Duration limit, String... command) {
    List<String> limited =
        new ArrayList<>(List.of("timeout", "-k", "2", Double.toString(limit.toMillis() / 1000.0)));
    limited.addAll(List.of(command));
    try {
      Container.ExecResult result = container.execInContainer(limited.toArray(String[]::new));
      if (TIMED_OUT.contains(result.getExitCode())) {
        throw new AssertionError("it takes longer than " + limit + ": " + List.of(command));
      }
      return new Result(result.getExitCode(), result.getStdout(), result.getStderr());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Runs a script in bash; {@code $1} is the first argument. */
  public Result sh(String script, String... arguments) {
    List<String> command = new ArrayList<>(List.of("bash", "-c", script, "bash"));
    command.addAll(List.of(arguments));
    return exec(command.toArray(String[]::new));
  }

  /**
   * Writes a file. One that is there keeps its inode, owner and mode; a new one is root's, 0644.
   */
  public void write(String path, String text) {
    container.copyFileToContainer(Transferable.of(text), STAGE);
    sh("mkdir -p \"$(dirname \"$1\")\" && cat " + STAGE + " > \"$1\" && rm " + STAGE, path).text();
  }

  /** Reads a file, which has to be there. */
  public String read(String path) {
    Result result = exec("cat", path);
    assertEquals(0, result.code(), result.err());
    return result.out();
  }

  /** Copies a file from the machine that runs the tests, with its mode. */
  public void copyIn(Path host, String path) {
    Upload.of(host).put(container.getContainerId(), STAGE);
    sh("mkdir -p \"$(dirname \"$1\")\" && mv " + STAGE + " \"$1\"", path).text();
  }

  /** Installs ecs-harden as {@link #PROGRAM}. */
  public void installProgram(Path nativeExecutable) {
    copyIn(nativeExecutable, PROGRAM);
    exec("chmod", "0755", PROGRAM).text();
  }

  /**
   * Says how the agent behaves from its next start on, one behaviour a line, of which the first
   * that applies counts: {@code ok}, {@code delay=SECONDS} (until it is registered), {@code
   * outage=SECONDS} (until then ECS does not answer, as its log says), {@code refuse} (exits with
   * 1, again and again), {@code exit5} (exits with 5, terminally), {@code hang} (takes connections
   * and never answers), {@code silent} (never opens its port), or one of these under a condition on
   * its environment, {@code when ECS_AWSVPC_BLOCK_IMDS=true exit5}.
   */
  public void behaviour(String... lines) {
    write(BEHAVIOUR, lines(lines));
  }

  /**
   * The environment of the agent's container, as the engine keeps it; empty when there is no
   * container.
   */
  public Map<String, String> agentEnvironment() {
    Result result = exec("docker", "inspect", "--format", "{{json .Config.Env}}", "ecs-agent");
    Map<String, String> environment = new TreeMap<>();
    if (result.code() == 0) {
      for (JsonNode variable : json(result.out())) {
        String[] parts = variable.textValue().split("=", 2);
        environment.put(parts[0], parts[1]);
      }
    }
    return environment;
  }

  /** What the agent says of itself now, when it answers within a second. */
  public Optional<JsonNode> agentMetadata() {
    Result result = exec("curl", "-fsS", "-m", "1", METADATA);
    return result.code() == 0 ? Optional.of(json(result.out())) : Optional.empty();
  }

  /** Waits until the agent answers: what it says of itself. */
  public JsonNode waitForAgent(Duration limit) {
    String poll = "until curl -fs -m 5 " + METADATA + "; do sleep 0.1; done";
    try {
      return json(exec(limit, "bash", "-c", poll).text());
    } catch (AssertionError e) {
      throw new AssertionError("the agent does not answer\n" + journal("ecs.service"), e);
    }
  }

  /**
   * Waits until systemd has nothing more to start: {@code running}, or {@code degraded}, when a
   * unit has failed.
   */
  public String waitForBoot(Duration limit) {
    // before its bus is there, systemctl fails without a word
    String poll =
        "until state=$(systemctl is-system-running --wait 2>/dev/null) || [ \"$state\" = degraded ];"
            + " do sleep 0.05; done; echo \"$state\"";
    return exec(limit, "bash", "-c", poll).text();
  }

  /** Shuts down and boots again; what is not on a tmpfs stays, and user data is not run again. */
  public String reboot() {
    String before = bootId();
    Engine.client().restartContainerCmd(container.getContainerId()).withTimeout(20).exec();
    String state = waitForBoot(BOOT);
    assertNotEquals(before, bootId());
    return state;
  }

  // when systemd was started; the kernel's boot id is that of the machine below
  private String bootId() {
    return exec("cut", "-d", " ", "-f", "22", "/proc/1/stat").text();
  }

  /** A property of a unit, as {@code systemctl show} has it, for instance {@code ActiveState}. */
  public String property(String unit, String name) {
    return exec("systemctl", "show", "-P", name, unit).text();
  }

  /** A unit's journal, with all that the unit has said until now. */
  public String journal(String unit) {
    return sh("journalctl --sync; journalctl --no-pager -o short-monotonic -u \"$1\"", unit).text();
  }

  /** Ends the instance and removes what it wrote. */
  @Override
  public void close() {
    container.close();
  }

  static String lines(String... lines) {
    return String.join("\n", lines) + "\n";
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
