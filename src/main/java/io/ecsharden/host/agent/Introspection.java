package io.ecsharden.host.agent;

import io.ecsharden.host.http.HttpAnswer;
import io.ecsharden.host.http.HttpGet;
import io.ecsharden.host.http.Members;
import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.Socket;
import io.ecsharden.machine.AgentHealth;
import io.ecsharden.machine.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * The agent's introspection API on 127.0.0.1 (amazon-ecs-agent 1.105.1, {@code agent/handlers},
 * {@code agent/app/agent.go}). The agent opens the port when it has registered, and its own {@code
 * --healthcheck} asks the same question ({@code agent/app/run.go}), so an answer means that it
 * works.
 *
 * <p>The port is that of this process's network namespace: it is the instance's only on the
 * instance itself or in a container with {@code --network host}.
 */
public final class Introspection {

  /** Where the agent listens. */
  public static final int PORT = 51678;

  private static final int MOST_BYTES = 1 << 16;

  private final int port;
  private final Duration timeout;

  /**
   * @param port {@link #PORT}, unless this is a test
   * @param timeout for connecting, and for the request
   */
  public Introspection(int port, Duration timeout) {
    this.port = port;
    this.timeout = timeout;
  }

  /** Asks the agent how it is. Errors are part of the result. */
  public AgentHealth health() {
    Deadline deadline = Deadline.in(timeout);
    try {
      HttpAnswer answer =
          HttpGet.ask(
              Socket.loopback(port, deadline.left()), "/v1/metadata", MOST_BYTES, deadline.left());
      if (answer.status() != 200) {
        return notHealthy("the agent answers with status " + answer.status());
      }
      return health(Members.of(answer));
    } catch (Errno e) {
      return switch (e.number()) {
        case Errno.ECONNREFUSED ->
            new AgentHealth.Unreached("nothing listens at 127.0.0.1:" + port);
        case Errno.EAGAIN, Errno.EINPROGRESS ->
            notHealthy("the agent did not answer within " + timeout.toMillis() + " ms");
        default -> notHealthy("127.0.0.1:" + port + ": " + e.reason());
      };
    } catch (IOException e) {
      return notHealthy("127.0.0.1:" + port + ": " + e.getMessage());
    }
  }

  private static AgentHealth health(Members answer) {
    Optional<String> cluster = answer.text("Cluster");
    Optional<String> arn = answer.text("ContainerInstanceArn").filter(text -> !text.isEmpty());
    if (cluster.isEmpty() || arn.isEmpty()) {
      return notHealthy("the agent answers, but has not registered with a cluster");
    }
    return new AgentHealth.Healthy(answer.text("Version").orElse(""));
  }

  private static AgentHealth notHealthy(String reason) {
    return new AgentHealth.NotHealthy(reason);
  }
}
