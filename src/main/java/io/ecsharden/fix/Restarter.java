package io.ecsharden.fix;

import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.machine.Runtime;
import io.ecsharden.machine.Services;
import io.ecsharden.machine.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes changes take effect, and waits for the agent. It never waits where that could be for ever:
 * on Amazon Linux {@code ecs.service} starts after {@code cloud-final.service}, so that user data
 * which waits for it waits for its own end (amazon-ecs-agent 1.105.1, {@code
 * packaging/amazon-linux-ami-integrated/ecs.service}).
 */
final class Restarter {

  static final String AGENT_UNIT = "ecs.service";
  private static final String DOCKER_UNIT = "docker.service";
  private static final String USER_DATA_UNIT = "cloud-final.service";

  private static final Duration POLL = Duration.ofMillis(200);

  /** A job that waits for other units longer than this, while the system starts, waits for us. */
  private static final Duration BEHIND_OTHERS = Duration.ofSeconds(3);

  private static final String BY_HAND = "`systemctl restart ecs`";

  private final Runtime runtime;
  private final Timer timer;
  private final Duration patience;
  private final Consumer<String> progress;

  /**
   * @param patience how long the agent may take to be ready for work
   * @param progress is told what is being waited for
   */
  Restarter(Runtime runtime, Timer timer, Duration patience, Consumer<String> progress) {
    this.runtime = runtime;
    this.timer = timer;
    this.patience = patience;
    this.progress = progress;
  }

  /** Does what is needed, as far as it is allowed. */
  Restarted restart(Set<Restart> needs, RestartLimit limit, HostFacts host) {
    if (needs.isEmpty()) {
      return new Restarted.NotNeeded();
    }
    if (host.running().agent() instanceof Program.Offline) {
      return new Restarted.AtNextStart("no system runs here");
    }
    if (limit == RestartLimit.NEVER) {
      return needs.equals(Set.of(Restart.DAEMON_RELOAD))
          ? new Restarted.NotNeeded()
          : notAllowed(needs, host);
    }
    try (Services services = runtime.services()) {
      if (needs.contains(Restart.DAEMON_RELOAD)) {
        services.reload();
      }
      if (needs.contains(Restart.DOCKER)) {
        return docker(services, limit, host);
      }
      return needs.contains(Restart.AGENT) ? agent(services) : new Restarted.NotNeeded();
    } catch (IOException e) {
      return new Restarted.Pending(e.getMessage() + "; restart the agent with " + BY_HAND);
    }
  }

  private static Restarted notAllowed(Set<Restart> needs, HostFacts host) {
    if (host.running().agent() instanceof Program.Down(String reason)
        && !needs.contains(Restart.DOCKER)) {
      return new Restarted.AtNextStart(reason);
    }
    return new Restarted.Pending(
        needs.contains(Restart.DOCKER)
            ? "Docker was not to be restarted: it takes the files with `systemctl restart docker`"
            : "the agent was not to be restarted: it takes the files with " + BY_HAND);
  }

  private Restarted agent(Services services) throws IOException {
    Services.Unit unit = services.unit(AGENT_UNIT);
    if (!unit.loaded()) {
      return new Restarted.Pending(
          "there is no " + AGENT_UNIT + ": restart the agent in the way it was started");
    }
    if (unit.isInactive()) {
      return new Restarted.AtNextStart(AGENT_UNIT + " has not started");
    }
    return isUserData(services)
        ? queued(services, AGENT_UNIT)
        : restarted(services, AGENT_UNIT, patience);
  }

  private static boolean isUserData(Services services) throws IOException {
    return services.unit(USER_DATA_UNIT).isActivating();
  }

  private static Restarted queued(Services services, String unit) throws IOException {
    services.restart(unit);
    return new Restarted.Pending(
        "user data runs, and waiting in it for "
            + unit
            + " can be for ever: the restart is queued, and nobody has seen what came of it");
  }

  private Restarted docker(Services services, RestartLimit limit, HostFacts host)
      throws IOException {
    if (limit != RestartLimit.DOCKER) {
      return new Restarted.Pending(
          "Docker has to be restarted, which --restart docker allows: " + victims());
    }
    if (services.unit(DOCKER_UNIT).isInactive()) {
      return new Restarted.AtNextStart(DOCKER_UNIT + " has not started");
    }
    if (isUserData(services)) {
      return queued(services, DOCKER_UNIT);
    }
    if (host.surroundings().container() && !runtime.liveRestore()) {
      return new Restarted.Pending(
          "this runs in a container, which a restart of Docker would end: restart it from the"
              + " instance with `systemctl restart docker`");
    }
    return restarted(services, DOCKER_UNIT, patience);
  }

  /** What a restart of Docker stops, in words. */
  String victims() {
    try {
      if (runtime.liveRestore()) {
        return "Docker has live-restore, so that containers keep running";
      }
      List<String> names = runtime.containers();
      return names.isEmpty()
          ? "no container runs"
          : names.size()
              + (names.size() == 1 ? " container" : " containers")
              + " would be stopped: "
              + String.join(", ", names);
    } catch (IOException e) {
      return "which containers would be stopped cannot be seen: " + e.getMessage();
    }
  }

  /**
   * Restarts after files were put back.
   *
   * @param needs what the run had restarted
   */
  Restarted again(Set<Restart> needs, Duration longest) {
    try (Services services = runtime.services()) {
      if (needs.contains(Restart.DAEMON_RELOAD)) {
        services.reload();
      }
      services.resetFailed(AGENT_UNIT);
      if (!needs.contains(Restart.DOCKER)) {
        return restarted(services, AGENT_UNIT, longest);
      }
      services.resetFailed(DOCKER_UNIT);
      return restarted(services, DOCKER_UNIT, longest);
    } catch (IOException e) {
      return new Restarted.Unhealthy(String.valueOf(e.getMessage()));
    }
  }

  private Restarted restarted(Services services, String unit, Duration longest) throws IOException {
    Duration begin = timer.now();
    String job = services.restart(unit);
    Duration waiting = Duration.ZERO;
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
      Optional<String> trouble = trouble(services, state);
      if (trouble.isEmpty()) {
        return new Restarted.Healthy(past);
      }
      boolean failed = state == Services.Job.OVER && hasFailed(services);
      if (failed || past.compareTo(longest) >= 0) {
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

  private Optional<String> trouble(Services services, Services.Job job) throws IOException {
    if (job != Services.Job.OVER) {
      return Optional.of("systemd has not finished the restart");
    }
    Services.Unit unit = services.unit(AGENT_UNIT);
    if (!unit.isActive()) {
      return Optional.of(AGENT_UNIT + " is " + unit.state());
    }
    return runtime.agentTrouble();
  }
}
