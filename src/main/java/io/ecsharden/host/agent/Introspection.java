package io.ecsharden.host.agent;

import io.ecsharden.host.http.HttpAnswer;
import io.ecsharden.host.http.HttpGet;
import io.ecsharden.host.http.Members;
import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.Socket;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * The agent's introspection API on 127.0.0.1 (amazon-ecs-agent 1.105.1, {@code agent/handlers},
 * {@code agent/app/agent.go}). The agent opens the port only when it has registered, and its own
 * {@code --healthcheck} asks the same question ({@code agent/app/run.go}), so an answer is the sign
 * that it works.
 *
 * <p>It is the port of this process's own network namespace: the instance's only on the instance
 * itself or in a container with {@code --network host}.
 */
public final class Introspection {

  /** Where the agent listens. */
  public static final int PORT = 51678;

  private static final int MOST_BYTES = 1 << 16;

  private final int port;
  private final Duration patience;

  /**
   * @param port {@link #PORT}, unless this is a test
   * @param patience for connecting, and for one question and its answer
   */
  public Introspection(int port, Duration patience) {
    this.port = port;
    this.patience = patience;
  }

  /** Asks the agent how it is. Never throws: what goes wrong is the answer. */
  public AgentHealth health() {
    try {
      HttpAnswer answer =
          HttpGet.ask(Socket.loopback(port, patience), "/v1/metadata", MOST_BYTES, patience);
      if (answer.status() != 200) {
        return ill("the agent answers with status " + answer.status());
      }
      return health(Members.of(answer.body()));
    } catch (Errno e) {
      return switch (e.number()) {
        case Errno.ECONNREFUSED ->
            new AgentHealth.Unreached("nothing listens at 127.0.0.1:" + port);
        case Errno.EAGAIN -> ill("the agent did not answer within " + patience.toMillis() + " ms");
        default -> ill("127.0.0.1:" + port + ": " + e.reason());
      };
    } catch (IOException e) {
      return ill("127.0.0.1:" + port + ": " + e.getMessage());
    }
  }

  private static AgentHealth health(Members answer) {
    Optional<String> cluster = answer.text("Cluster");
    Optional<String> arn = answer.text("ContainerInstanceArn").filter(text -> !text.isEmpty());
    if (cluster.isEmpty() || arn.isEmpty()) {
      return ill("the agent answers, and has not registered with a cluster");
    }
    return new AgentHealth.Healthy(
        new AgentMetadata(cluster.get(), arn.get(), answer.text("Version").orElse("")));
  }

  private static AgentHealth ill(String reason) {
    return new AgentHealth.NotHealthy(reason);
  }
}
