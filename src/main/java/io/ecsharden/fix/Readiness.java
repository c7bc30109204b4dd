package io.ecsharden.fix;

import io.ecsharden.machine.Runtime;
import io.ecsharden.machine.Services;
import io.ecsharden.machine.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Restarts a unit, and waits until the agent is ready for work. */
final class Readiness {

  static final String AGENT_UNIT = "ecs.service";
  static final String DOCKER_UNIT = "docker.service";

  private static final Duration POLL = Duration.ofMillis(200);

  /** A job that waits for other units longer than this, while the system starts, waits for us. */
  private static final Duration BEHIND_OTHERS = Duration.ofSeconds(3);

  /** An agent that cannot be asked, and whose unit is active for this long, has not given up. */
  private static final Duration SETTLED = Duration.ofSeconds(5);

  private final Runtime runtime;
  private final Timer timer;
  private final Consumer<String> progress;

  Readiness(Runtime runtime, Timer timer, Consumer<String> progress) {
    this.runtime = runtime;
    this.timer = timer;
    this.progress = progress;
  }

  /**
   * Restarts and waits.
   *
   * @param longest how long the agent may take to be ready
   * @param hidden whether the agent cannot be asked from here, so that systemd's word has to do
   */
  Restarted restart(Services services, String unit, Duration longest, boolean hidden)
      throws IOException {
    Duration begin = timer.now();
    String job = services.restart(unit);
    Duration waiting = Duration.ZERO;
    Duration settled = Duration.ZERO;
    while (true) {
      Duration past = timer.now().minus(begin);
      Services.Job state = services.job(job);
      waiting = state == Services.Job.WAITING ? waiting.plus(POLL) : Duration.ZERO;
      if (waiting.compareTo(BEHIND_OTHERS) > 0 && services.isStarting()) {
        return new Restarted.Pending(
            "the system starts, and the restart of "
                + unit
                + " waits for other units: it is queued, and nobody has seen what came of it");
      }
      Optional<String> trouble = trouble(services, state, hidden);
      settled = trouble.isEmpty() ? settled.plus(POLL) : Duration.ZERO;
      boolean late = past.compareTo(longest) >= 0;
      if (trouble.isEmpty() && (!hidden || late || settled.compareTo(SETTLED) > 0)) {
        return new Restarted.Healthy(past);
      }
      boolean failed = state == Services.Job.OVER && hasFailed(services);
      if (trouble.isPresent() && (failed || late)) {
        return new Restarted.Unhealthy(trouble.get());
      }
      progress.accept(
          "waiting for the agent, " + past.toSeconds() + " s of " + longest.toSeconds());
      timer.sleep(POLL);
    }
  }

  private static boolean hasFailed(Services services) throws IOException {
    return services.unit(AGENT_UNIT).isFailed() || services.unit(DOCKER_UNIT).isFailed();
  }

  private Optional<String> trouble(Services services, Services.Job job, boolean hidden)
      throws IOException {
    if (job != Services.Job.OVER) {
      return Optional.of("systemd has not finished the restart");
    }
    Services.Unit unit = services.unit(AGENT_UNIT);
    if (!unit.isActive()) {
      return Optional.of(AGENT_UNIT + " is " + unit.state());
    }
    return hidden ? Optional.empty() : runtime.agentTrouble();
  }
}
