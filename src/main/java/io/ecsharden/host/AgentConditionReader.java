package io.ecsharden.host;

import io.ecsharden.facts.AgentCondition;
import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.host.docker.ContainerState;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.host.proc.ProcFiles;
import io.ecsharden.machine.AgentHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether the agent works. An agent that ends again and again has moments in which its container
 * runs, is being made, or is not there at all; so what was before that moment counts as well: its
 * log, how often Docker started the container, and whether ecs-init is much older than it. The log
 * is read only where something is wrong.
 */
final class AgentConditionReader {

  /** A container that was killed or stopped ends with these: SIGKILL and SIGTERM. */
  private static final List<Integer> SIGNALS = List.of(137, 143);

  /** ecs-init waits 15 s at most before it starts the agent again; systemd 10 s. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** Docker waits a minute at most before it starts a container again. */
  private static final Duration YOUNG = Duration.ofSeconds(60);

  private final HostRoot host;
  private final Program init;
  private final Optional<Function<ContainerState, AgentHealth>> agent;

  /**
   * @param init ecs-init's process
   * @param agent asks the agent; nothing where its port is not that of this process's network
   */
  AgentConditionReader(
      HostRoot host, Program init, Optional<Function<ContainerState, AgentHealth>> agent) {
    this.host = host;
    this.init = init;
    this.agent = agent;
  }

  /**
   * @param container the agent's; nothing where there is none, as between two starts
   */
  AgentCondition read(Optional<ContainerState> container) {
    return switch (container.map(ContainerState::status).orElse("created")) {
      case "created", "removing" -> between();
      case "running" -> running(container.orElseThrow());
      default -> ended(container.orElseThrow());
    };
  }

  /** ecs-init removes the old container and makes a new one. */
  private AgentCondition between() {
    if (!(init instanceof Program.Running(var _, Instant begin))) {
      return new AgentCondition.Unknown();
    }
    // what stands in the log from before this ecs-init is not its loop
    Instant since =
        now()
            .map(now -> now.minus(LONGEST_PAUSE))
            .filter(begin::isBefore)
            .orElse(begin.minusSeconds(1));
    Optional<String> critical = AgentLog.read(host).critical(since);
    return critical
        .<AgentCondition>map(AgentCondition.Looping::new)
        .orElseGet(AgentCondition.Unknown::new);
  }

  private AgentCondition running(ContainerState container) {
    Optional<AgentHealth> health = agent.map(ask -> ask.apply(container));
    if (health.isPresent() && health.get() instanceof AgentHealth.Healthy(String version)) {
      return new AgentCondition.Ready(version);
    }
    if (health.isPresent()
        && health.get() instanceof AgentHealth.Unverified(String version, String why)) {
      return new AgentCondition.Ready(version, Optional.of(why));
    }
    Instant started = container.startedAt().orElse(Instant.EPOCH);
    AgentLog log = AgentLog.read(host);
    Optional<String> critical = log.critical(started.minus(LONGEST_PAUSE));
    if (critical.isPresent()) {
      return new AgentCondition.Looping(critical.get());
    }
    // the log's times have no fractions of seconds
    Optional<String> registration = log.registration(started.minusSeconds(1));
    Optional<String> again = again(container, started);
    if (again.isPresent()) {
      return new AgentCondition.StartedAgain(again.get(), registration);
    }
    return switch (health.orElse(null)) {
      case null -> new AgentCondition.Unknown();
      case AgentHealth.Impostor(String reason) -> new AgentCondition.Impersonated(reason);
      default -> new AgentCondition.Unregistered(registration);
    };
  }

  /** What shows that the agent ended before, where its log does not say it. */
  private Optional<String> again(ContainerState container, Instant started) {
    if (now().filter(now -> started.isAfter(now.minus(YOUNG))).isEmpty()) {
      return Optional.empty();
    }
    if (container.restarts() > 0) {
      return Optional.of(
          "Docker has restarted its container "
              + container.restarts()
              + (container.restarts() == 1 ? " time" : " times"));
    }
    boolean remade =
        init instanceof Program.Running(var _, Instant begin)
            && container
                .created()
                .filter(made -> made.isAfter(begin.plus(LONGEST_PAUSE)))
                .isPresent();
    return remade
        ? Optional.of("ecs-init replaced the agent's container while ecs-init kept running")
        : Optional.empty();
  }

  private AgentCondition ended(ContainerState container) {
    boolean retried = init instanceof Program.Running;
    boolean restarting = container.status().equals("restarting");
    boolean stopped =
        container.exitCode() == 0 || !retried && SIGNALS.contains(container.exitCode());
    if (!restarting && stopped) {
      return new AgentCondition.Unknown();
    }
    return new AgentCondition.Ended(
        container.exitCode(),
        retried || restarting,
        AgentLog.read(host).critical(container.startedAt().orElse(Instant.EPOCH).minusSeconds(1)));
  }

  private Optional<Instant> now() {
    return new ProcFiles(host).now();
  }
}
