package io.ecsharden.repair;

import io.ecsharden.control.AgentReason;
import io.ecsharden.facts.AgentCondition;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.machine.AgentHealth;
import io.ecsharden.machine.Runtime;
import io.ecsharden.machine.Services;
import io.ecsharden.machine.Timer;
import io.ecsharden.plan.Restart;
import io.ecsharden.plan.RestartHold;
import io.ecsharden.settings.starter.Starter;
import io.ecsharden.settings.starter.Starters;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
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
  private static final String BY_HAND_ON_SUSE = "`systemctl restart amazon-ecs`";
  private static final String DOCKER_BY_HAND =
      "`systemctl daemon-reload && systemctl restart docker`";

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  /** An agent that cannot use its configuration ends within a second of its start. */
  private static final Duration LOOP_SHOWS = Duration.ofSeconds(3);

  private final Runtime runtime;
  private final Timer timer;
  private final Duration timeout;
  private final AgentAwaiter awaiter;

  /**
   * @param timeout how long the agent may take to be ready
   * @param progress gets a line on what is being waited for
   */
  Restarter(Runtime runtime, Timer timer, Duration timeout, Consumer<String> progress) {
    this.runtime = runtime;
    this.timer = timer;
    this.timeout = timeout;
    this.awaiter = new AgentAwaiter(runtime, timer, progress);
  }

  /**
   * Does what is needed, as far as it is allowed.
   *
   * @param changed whether files were changed just now
   * @param holds what a restart of the agent would do, of which the limit decides
   */
  RestartResult restart(
      Set<Restart> needs,
      RestartLimit limit,
      HostFacts host,
      boolean changed,
      List<RestartHold> holds) {
    if (needs.isEmpty()) {
      return new RestartResult.NotNeeded();
    }
    if (host.running().agent() instanceof Program.Offline) {
      return new RestartResult.AtNextStart("no system runs here");
    }
    if (limit == RestartLimit.NEVER) {
      return notAllowed(needs, host);
    }
    boolean waits = limit.waits();
    List<RestartHold> held = holds.stream().filter(limit::obeys).toList();
    try (Services services = runtime.services()) {
      if (needs.contains(Restart.DAEMON_RELOAD)) {
        services.reload();
      }
      if (needs.contains(Restart.DOCKER)) {
        return limit != RestartLimit.DOCKER && needs.contains(Restart.AGENT)
            ? partly(agent(services, host, changed, ofAgent(held), waits))
            : docker(services, needs, limit, host, held);
      }
      return needs.contains(Restart.AGENT)
          ? agent(services, host, changed, ofAgent(held), waits)
          : new RestartResult.NotNeeded();
    } catch (IOException e) {
      return new RestartResult.Pending(e.getMessage() + "; restart the agent with " + byHand(host));
    }
  }

  private static String byHand(HostFacts host) {
    boolean upstart = Starters.of(host) instanceof Starter.Upstart;
    if (upstart) {
      return "`stop ecs` and `start ecs`";
    }
    return host.ecsUnit().name().equals(AgentAwaiter.SUSE_UNIT) ? BY_HAND_ON_SUSE : BY_HAND;
  }

  private static RestartResult notAllowed(Set<Restart> needs, HostFacts host) {
    if (needs.contains(Restart.DOCKER)) {
      return new RestartResult.Pending(
          "Docker was not restarted: the files take effect with " + DOCKER_BY_HAND);
    }
    if (!needs.contains(Restart.AGENT)) {
      return new RestartResult.Pending(
          "systemd was not asked: the files take effect with `systemctl daemon-reload`");
    }
    return host.running().agent() instanceof Program.Down(String reason)
        ? new RestartResult.AtNextStart(reason)
        : new RestartResult.Pending(
            "the agent was not restarted: the files take effect with " + byHand(host));
  }

  /** The agent was restarted, and Docker still has to be. */
  private RestartResult partly(RestartResult agent) {
    return switch (agent) {
      case RestartResult.Healthy(Duration after) -> new RestartResult.Partly(after, notAllowed());
      case RestartResult.Unhealthy unhealthy -> unhealthy;
      case RestartResult.Pending(String reason) ->
          new RestartResult.Pending(reason + "; " + notAllowed());
      case RestartResult.Unproven(String reason) ->
          new RestartResult.Pending(reason + "; " + notAllowed());
      case RestartResult.Unregistered unregistered -> unregistered;
      case RestartResult.AtNextStart nothing -> new RestartResult.Pending(notAllowed());
      case RestartResult.NotNeeded nothing -> new RestartResult.Pending(notAllowed());
      case RestartResult.Partly partly -> partly;
    };
  }

  private String notAllowed() {
    return "Docker has to be restarted, which only --restart docker allows: "
        + StoppedContainers.of(runtime);
  }

  /** What a restart of the agent alone would do: it leaves dockerd running. */
  private static List<RestartHold> ofAgent(List<RestartHold> held) {
    return held.stream()
        .filter(hold -> hold.kind() != RestartHold.Kind.DOCKERD_WOULD_NOT_START)
        .toList();
  }

  private static RestartResult heldBack(List<RestartHold> held) {
    StringBuilder reasons = new StringBuilder();
    boolean liftable = true;
    for (RestartHold hold : held) {
      reasons.append(reasons.isEmpty() ? "" : "; ").append(hold.reason());
      liftable &= hold.kind().isLiftedOnRequest();
    }
    return new RestartResult.Pending(
        "the agent was not restarted, because that would do harm: "
            + reasons
            + (liftable
                ? ". If you want that, `ecs-harden fix --restart agent` restarts it"
                : ". Correct that first, then run `ecs-harden fix` again"));
  }

  private RestartResult agent(
      Services services, HostFacts host, boolean changed, List<RestartHold> held, boolean waits)
      throws IOException {
    String agent = AgentAwaiter.agentUnit(services);
    Services.Unit unit = services.unit(agent);
    if (!unit.loaded()) {
      return new RestartResult.Pending(
          "there is no " + agent + ": restart the agent in the way in which it was started");
    }
    if (unit.isInactive()) {
      return new RestartResult.AtNextStart(agent + " has not started");
    }
    if (unit.isDeactivating()) {
      return new RestartResult.AtNextStart(agent + " is being stopped");
    }
    if (!held.isEmpty()) {
      return heldBack(held);
    }
    if (unit.isFailed() && !changed) {
      return new RestartResult.AtNextStart(
          agent + " has failed, and no file was changed that could help");
    }
    if (isUserData(services)) {
      return queued(services, agent);
    }
    if (!waits) {
      services.restart(agent);
      return new RestartResult.Pending(
          "the restart of " + agent + " is queued, and nobody has waited for its result");
    }
    Optional<String> hidden =
        host.surroundings().hostNetwork() ? Optional.empty() : unreached(runtime.agent());
    boolean broken = unit.isFailed() || hadEnded(host.running());
    RestartResult restarted = awaiter.restart(services, agent, timeout, hidden.isPresent());
    if (hidden.isPresent() && restarted instanceof RestartResult.Healthy) {
      restarted = unseen(hidden.get());
    }
    return restarted instanceof RestartResult.Unhealthy(String reason)
        ? unhealthy(reason, broken)
        : restarted;
  }

  /**
   * Whether the agent ended by itself before the restart. A loop has moments that do not show it:
   * while the container is made, and until the agent finds what it cannot use.
   */
  private boolean hadEnded(RunningFacts seen) {
    RunningFacts running = seen;
    Duration begin = timer.now();
    while (mayBeLooping(running) && timer.now().minus(begin).compareTo(LOOP_SHOWS) < 0) {
      timer.sleep(LOOK_AGAIN);
      running = runtime.look().running();
    }
    return running.condition().hasEnded();
  }

  private static boolean mayBeLooping(RunningFacts running) {
    return running.condition() instanceof AgentCondition.Unregistered(Optional<String> log)
            && log.isEmpty()
        || running.condition() instanceof AgentCondition.Unknown
            && running.agent() instanceof Program.Down;
  }

  /**
   * @param broken whether it did not work with the old files either: the new ones are not the cause
   */
  private RestartResult unhealthy(String seen, boolean broken) {
    AgentCondition condition = runtime.look().running().condition();
    String why = AgentReason.of(condition).toString();
    String reason = why.isEmpty() ? seen : seen + ": " + why;
    if (broken) {
      return new RestartResult.Pending(
          "the agent had failed before, and does not start with the new files either: " + reason);
    }
    return condition instanceof AgentCondition.Unregistered && condition.reason().isPresent()
        ? new RestartResult.Unregistered(why)
        : new RestartResult.Unhealthy(reason);
  }

  /** The unit is active also while the agent's container ends again and again. */
  private RestartResult unseen(String reason) {
    Duration begin = timer.now();
    Program agent = runtime.look().running().agent();
    while (agent instanceof Program.Down && timer.now().minus(begin).compareTo(timeout) < 0) {
      // the old container is being removed, or the new one made
      timer.sleep(LOOK_AGAIN);
      agent = runtime.look().running().agent();
    }
    return agent instanceof Program.Down(String down)
        ? new RestartResult.Unhealthy(down)
        : new RestartResult.Unproven(
            "the agent's introspection port cannot be reached from this container ("
                + reason
                + "): use host network mode");
  }

  private RestartResult docker(
      Services services,
      Set<Restart> needs,
      RestartLimit limit,
      HostFacts host,
      List<RestartHold> held)
      throws IOException {
    if (services.unit(AgentAwaiter.DOCKER_UNIT).isInactive()) {
      return new RestartResult.AtNextStart(AgentAwaiter.DOCKER_UNIT + " has not started");
    }
    if (limit != RestartLimit.DOCKER) {
      return new RestartResult.Pending(notAllowed());
    }
    if (!held.isEmpty()) {
      return heldBack(held);
    }
    if (isUserData(services)) {
      return queued(services, AgentAwaiter.DOCKER_UNIT);
    }
    if (host.surroundings().container() && !runtime.liveRestore()) {
      return new RestartResult.Pending(
          "this runs in a container, and a restart of Docker would stop it: run on the instance "
              + DOCKER_BY_HAND);
    }
    if (!needs.contains(Restart.DAEMON_RELOAD)) {
      // an earlier run may have written a drop-in without being allowed to tell systemd
      services.reload();
    }
    boolean broken = hadEnded(host.running());
    RestartResult restarted = awaiter.restart(services, AgentAwaiter.DOCKER_UNIT, timeout, false);
    return broken && restarted instanceof RestartResult.Unhealthy(String reason)
        ? unhealthy(reason, true)
        : restarted;
  }

  private static boolean isUserData(Services services) throws IOException {
    return services.unit(USER_DATA_UNIT).isActivating();
  }

  private static RestartResult queued(Services services, String unit) throws IOException {
    services.restart(unit);
    return new RestartResult.Pending(
        "user data is running, and "
            + unit
            + " may start only after it: the restart is queued, and its result is not known");
  }

  /**
   * Restarts after files were put back.
   *
   * @param needs what the run had restarted
   * @param stopped whether somebody may have stopped the agent since; then it stays so
   */
  RestartResult again(Set<Restart> needs, Duration longest, boolean stopped) {
    try (Services services = runtime.services()) {
      String agent = AgentAwaiter.agentUnit(services);
      if (stopped && services.unit(agent).isInactive()) {
        return new RestartResult.AtNextStart(agent + " is stopped");
      }
      if (needs.contains(Restart.DAEMON_RELOAD)) {
        services.reload();
      }
      services.resetFailed(agent);
      if (!needs.contains(Restart.DOCKER)) {
        return awaiter.restart(services, agent, longest, false);
      }
      services.resetFailed(AgentAwaiter.DOCKER_UNIT);
      return awaiter.restart(services, AgentAwaiter.DOCKER_UNIT, longest, false);
    } catch (IOException e) {
      return new RestartResult.Unhealthy(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> unreached(AgentHealth agent) {
    return agent instanceof AgentHealth.Unreached(String reason)
        ? Optional.of(reason)
        : Optional.empty();
  }
}
