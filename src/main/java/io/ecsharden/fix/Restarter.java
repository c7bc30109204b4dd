package io.ecsharden.fix;

import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.machine.Runtime;
import io.ecsharden.machine.Services;
import io.ecsharden.machine.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes changes take effect, as far as it is allowed. It never waits where that could be for ever:
 * on Amazon Linux {@code ecs.service} starts after {@code cloud-final.service}, so that user data
 * which waits for it waits for its own end (amazon-ecs-agent 1.105.1, {@code
 * packaging/amazon-linux-ami-integrated/ecs.service}).
 */
final class Restarter {

  private static final String USER_DATA_UNIT = "cloud-final.service";
  private static final String BY_HAND = "`systemctl restart ecs`";
  private static final String DOCKER_BY_HAND =
      "`systemctl daemon-reload && systemctl restart docker`";

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final Runtime runtime;
  private final Timer timer;
  private final Duration patience;
  private final Readiness readiness;

  /**
   * @param patience how long the agent may take to be ready for work
   * @param progress is told what is being waited for
   */
  Restarter(Runtime runtime, Timer timer, Duration patience, Consumer<String> progress) {
    this.runtime = runtime;
    this.timer = timer;
    this.patience = patience;
    this.readiness = new Readiness(runtime, timer, progress);
  }

  /**
   * Does what is needed, as far as it is allowed.
   *
   * @param changed whether files were changed just now
   */
  Restarted restart(Set<Restart> needs, RestartLimit limit, HostFacts host, boolean changed) {
    if (needs.isEmpty()) {
      return new Restarted.NotNeeded();
    }
    if (host.running().agent() instanceof Program.Offline) {
      return new Restarted.AtNextStart("no system runs here");
    }
    if (limit == RestartLimit.NEVER) {
      return notAllowed(needs, host);
    }
    try (Services services = runtime.services()) {
      if (needs.contains(Restart.DAEMON_RELOAD)) {
        services.reload();
      }
      if (needs.contains(Restart.DOCKER)) {
        return limit != RestartLimit.DOCKER && needs.contains(Restart.AGENT)
            ? partly(agent(services, host, changed))
            : docker(services, needs, limit, host);
      }
      return needs.contains(Restart.AGENT)
          ? agent(services, host, changed)
          : new Restarted.NotNeeded();
    } catch (IOException e) {
      return new Restarted.Pending(e.getMessage() + "; restart the agent with " + BY_HAND);
    }
  }

  private static Restarted notAllowed(Set<Restart> needs, HostFacts host) {
    if (needs.contains(Restart.DOCKER)) {
      return new Restarted.Pending(
          "Docker was not to be restarted: it takes the files with " + DOCKER_BY_HAND);
    }
    if (!needs.contains(Restart.AGENT)) {
      return new Restarted.Pending(
          "systemd was not to be asked: it takes the files with `systemctl daemon-reload`");
    }
    return host.running().agent() instanceof Program.Down(String reason)
        ? new Restarted.AtNextStart(reason)
        : new Restarted.Pending(
            "the agent was not to be restarted: it takes the files with " + BY_HAND);
  }

  /** The agent's restart does what it can; Docker's is another matter. */
  private Restarted partly(Restarted agent) {
    return switch (agent) {
      case Restarted.Healthy(Duration after) -> new Restarted.Partly(after, notAllowed());
      case Restarted.Unhealthy unhealthy -> unhealthy;
      case Restarted.Pending(String reason) -> new Restarted.Pending(reason + "; " + notAllowed());
      case Restarted.Unproven(String reason) -> new Restarted.Pending(reason + "; " + notAllowed());
      case Restarted.AtNextStart nothing -> new Restarted.Pending(notAllowed());
      case Restarted.NotNeeded nothing -> new Restarted.Pending(notAllowed());
      case Restarted.Partly partly -> partly;
    };
  }

  private String notAllowed() {
    return "Docker has to be restarted, which only --restart docker allows: " + Victims.of(runtime);
  }

  private Restarted agent(Services services, HostFacts host, boolean changed) throws IOException {
    Services.Unit unit = services.unit(Readiness.AGENT_UNIT);
    if (!unit.loaded()) {
      return new Restarted.Pending(
          "there is no "
              + Readiness.AGENT_UNIT
              + ": restart the agent in the way in which it was started");
    }
    if (unit.isInactive()) {
      return new Restarted.AtNextStart(Readiness.AGENT_UNIT + " has not started");
    }
    if (unit.isDeactivating()) {
      return new Restarted.AtNextStart(Readiness.AGENT_UNIT + " is being stopped");
    }
    if (unit.isFailed() && !changed) {
      return new Restarted.AtNextStart(
          Readiness.AGENT_UNIT + " has failed, and nothing was changed that could help it");
    }
    if (isUserData(services)) {
      return queued(services, Readiness.AGENT_UNIT);
    }
    Optional<String> hidden =
        host.surroundings().container() ? runtime.agentUnreached() : Optional.empty();
    Restarted restarted =
        readiness.restart(services, Readiness.AGENT_UNIT, patience, hidden.isPresent());
    if (restarted instanceof Restarted.Unhealthy(String reason) && unit.isFailed()) {
      // it failed without these files as well: they are no worse than what was there
      return new Restarted.Pending(
          Readiness.AGENT_UNIT
              + " had failed before, and does not start with this either: "
              + reason);
    }
    return hidden.isPresent() && restarted instanceof Restarted.Healthy
        ? unseen(hidden.get())
        : restarted;
  }

  /** The unit is active also while the agent's container ends again and again. */
  private Restarted unseen(String reason) {
    Duration begin = timer.now();
    Program agent = runtime.look().running().agent();
    while (agent instanceof Program.Down && timer.now().minus(begin).compareTo(patience) < 0) {
      // the old container is being removed, or the new one made
      timer.sleep(LOOK_AGAIN);
      agent = runtime.look().running().agent();
    }
    return agent instanceof Program.Down(String down)
        ? new Restarted.Unhealthy(down)
        : new Restarted.Unproven(
            "the agent's introspection port could not be reached from this container, before the"
                + " restart either ("
                + reason
                + "): in host network mode it can be");
  }

  private Restarted docker(
      Services services, Set<Restart> needs, RestartLimit limit, HostFacts host)
      throws IOException {
    if (services.unit(Readiness.DOCKER_UNIT).isInactive()) {
      return new Restarted.AtNextStart(Readiness.DOCKER_UNIT + " has not started");
    }
    if (limit != RestartLimit.DOCKER) {
      return new Restarted.Pending(notAllowed());
    }
    if (isUserData(services)) {
      return queued(services, Readiness.DOCKER_UNIT);
    }
    if (host.surroundings().container() && !runtime.liveRestore()) {
      return new Restarted.Pending(
          "this runs in a container, which a restart of Docker would end: do it from the instance"
              + " with "
              + DOCKER_BY_HAND);
    }
    if (!needs.contains(Restart.DAEMON_RELOAD)) {
      // an earlier run may have written a drop-in without being allowed to tell systemd
      services.reload();
    }
    return readiness.restart(services, Readiness.DOCKER_UNIT, patience, false);
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

  /**
   * Restarts after files were put back.
   *
   * @param needs what the run had restarted
   * @param stopped whether somebody may have stopped the agent since; then it stays so
   */
  Restarted again(Set<Restart> needs, Duration longest, boolean stopped) {
    try (Services services = runtime.services()) {
      if (stopped && services.unit(Readiness.AGENT_UNIT).isInactive()) {
        return new Restarted.AtNextStart(Readiness.AGENT_UNIT + " is stopped");
      }
      if (needs.contains(Restart.DAEMON_RELOAD)) {
        services.reload();
      }
      services.resetFailed(Readiness.AGENT_UNIT);
      if (!needs.contains(Restart.DOCKER)) {
        return readiness.restart(services, Readiness.AGENT_UNIT, longest, false);
      }
      services.resetFailed(Readiness.DOCKER_UNIT);
      return readiness.restart(services, Readiness.DOCKER_UNIT, longest, false);
    } catch (IOException e) {
      return new Restarted.Unhealthy(String.valueOf(e.getMessage()));
    }
  }
}
