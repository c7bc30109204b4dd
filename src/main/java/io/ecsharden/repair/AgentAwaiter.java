package io.ecsharden.repair;

import io.ecsharden.machine.Runtime;
import io.ecsharden.machine.Services;
import io.ecsharden.machine.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Restarts a unit, and waits until the agent is ready. */
final class AgentAwaiter {

  static final String AGENT_UNIT = "ecs.service";

  /** Its name on SUSE (amazon-ecs-agent 1.105.1, {@code packaging/suse/amazon-ecs.service}). */
  static final String SUSE_UNIT = "amazon-ecs.service";

  static final String DOCKER_UNIT = "docker.service";

  private static final Duration POLL = Duration.ofMillis(200);

  /** A job that waits for other units longer than this, while the system starts, waits for us. */
  private static final Duration BEHIND_OTHERS = Duration.ofSeconds(3);

  /** An agent that cannot be asked, and whose unit is active for this long, has not given up. */
  private static final Duration STABLE = Duration.ofSeconds(5);

  private final Runtime runtime;
  private final Timer timer;
  private final Consumer<String> progress;

  AgentAwaiter(Runtime runtime, Timer timer, Consumer<String> progress) {
    this.runtime = runtime;
    this.timer = timer;
    this.progress = progress;
  }

  /**
   * Restarts and waits. Once the restart is queued, the service manager carries it out, so one that
   * does not answer is asked again by a new connection.
   *
   * @param longest how long the agent may take to be ready
   * @param hidden whether the agent cannot be asked from here, so that systemd's word has to do
   * @throws IOException when the restart could not be queued
   */
  RestartResult restart(Services services, String unit, Duration longest, boolean hidden)
      throws IOException {
    Wait wait = new Wait(services.restart(unit), unit, longest, hidden);
    Optional<IOException> lost;
    try {
      return wait.with(services);
    } catch (IOException e) {
      lost = Optional.of(e);
    }
    while (!wait.isLate()) {
      timer.sleep(POLL);
      try (Services again = runtime.services()) {
        return wait.with(again);
      } catch (IOException e) {
        lost = Optional.of(e);
      }
    }
    return new RestartResult.Unproven(
        unit + " was restarted, and systemd has not answered since: " + lost.get().getMessage());
  }

  /** One restart that is being waited for. */
  private final class Wait {
    private final String job;
    private final String unit;
    private final Duration longest;
    private final boolean hidden;
    private final Duration begin = timer.now();

    Wait(String job, String unit, Duration longest, boolean hidden) {
      this.job = job;
      this.unit = unit;
      this.longest = longest;
      this.hidden = hidden;
    }

    private Duration past() {
      return timer.now().minus(begin);
    }

    boolean isLate() {
      return past().compareTo(longest) >= 0;
    }

    RestartResult with(Services services) throws IOException {
      Duration waiting = Duration.ZERO;
      Duration stable = Duration.ZERO;
      while (true) {
        Services.Job state = services.job(job);
        waiting = state == Services.Job.WAITING ? waiting.plus(POLL) : Duration.ZERO;
        if (waiting.compareTo(BEHIND_OTHERS) > 0 && services.isStarting()) {
          return new RestartResult.Pending(
              "the system is starting, and the restart of "
                  + unit
                  + " waits for other units: it is queued, and its result is not known");
        }
        Optional<String> problem = problem(services, state, hidden);
        stable = problem.isEmpty() ? stable.plus(POLL) : Duration.ZERO;
        if (problem.isEmpty() && (!hidden || isLate() || stable.compareTo(STABLE) > 0)) {
          return new RestartResult.Healthy(past());
        }
        boolean failed = state == Services.Job.OVER && hasFailed(services);
        if (problem.isPresent() && (failed || isLate())) {
          return new RestartResult.Unhealthy(problem.get());
        }
        progress.accept(
            "waiting for the agent, " + past().toSeconds() + " s of " + longest.toSeconds());
        timer.sleep(POLL);
      }
    }
  }

  /** The unit that starts ecs-init here. */
  static String agentUnit(Services services) throws IOException {
    return !services.unit(AGENT_UNIT).loaded() && services.unit(SUSE_UNIT).loaded()
        ? SUSE_UNIT
        : AGENT_UNIT;
  }

  private static boolean hasFailed(Services services) throws IOException {
    return services.unit(agentUnit(services)).isFailed() || services.unit(DOCKER_UNIT).isFailed();
  }

  private Optional<String> problem(Services services, Services.Job job, boolean hidden)
      throws IOException {
    if (job != Services.Job.OVER) {
      return Optional.of("systemd has not finished the restart");
    }
    String agent = agentUnit(services);
    Services.Unit unit = services.unit(agent);
    if (!unit.isActive()) {
      return Optional.of(agent + " is " + unit.state());
    }
    return hidden ? Optional.empty() : runtime.agent().problem();
  }
}
