package io.ecsharden.repair;

import io.ecsharden.Hosts;
import io.ecsharden.facts.AgentCondition;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.machine.AgentHealth;
import io.ecsharden.machine.Runtime;
import io.ecsharden.machine.Services;
import io.ecsharden.machine.Timer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An instance whose time passes only when somebody waits, for the cases that a real one cannot be
 * brought into at will. {@code FixIT} has a real one.
 */
final class FakeRuntime implements Runtime, Timer {

  static final Program RUNNING = new Program.Running(Map.of(), Instant.EPOCH);

  /** What was asked of the service manager, in order. */
  final List<String> asked = new ArrayList<>();

  /** Units that are not active. */
  final Map<String, String> states = new HashMap<>();

  /** How far a job is, by the time since it began. */
  Function<Duration, Services.Job> job = past -> Services.Job.OVER;

  /** What is wrong with the agent, by the time since the last restart; before that, since ever. */
  Function<Duration, Optional<String>> agent = past -> Optional.empty();

  /** When {@code ecs.service} fails after a restart; never, if empty. */
  Optional<Duration> failsAfter = Optional.empty();

  /** Whether something answers where the agent should, also when it is not well. */
  boolean answers;

  /** When the bus breaks after a restart, and for how many connections. */
  Optional<Duration> busBreaksAfter = Optional.empty();

  int brokenConnections;

  Program program = RUNNING;

  /** When the agent's container is there again. */
  Optional<Duration> runsAgainAfter = Optional.empty();

  /** What is seen of the agent's container and log. */
  AgentCondition condition = new AgentCondition.Unknown();

  /** What is seen of them later, and when. */
  Optional<Duration> changesAfter = Optional.empty();

  AgentCondition later = new AgentCondition.Unknown();

  boolean hostNetwork;
  boolean container;
  boolean liveRestore;
  boolean starting;
  Optional<IOException> noBus = Optional.empty();
  Optional<IOException> noDocker = Optional.empty();
  List<String> containers = List.of("web/nginx", "db");

  private Duration now = Duration.ZERO;
  private Duration restarted = Duration.ZERO;

  @Override
  public Duration now() {
    return now;
  }

  @Override
  public void sleep(Duration time) {
    now = now.plus(time);
  }

  @Override
  public HostFacts look() {
    Program seen =
        runsAgainAfter.filter(time -> now.compareTo(time) >= 0).isPresent() ? RUNNING : program;
    return Hosts.instance()
        .running(
            new RunningFacts(seen, seen)
                .with(
                    changesAfter.filter(time -> now.compareTo(time) >= 0).isPresent()
                        ? later
                        : condition))
        .in(new HostFacts.Surroundings(container, false, !container || hostNetwork))
        .facts();
  }

  @Override
  public AgentHealth agent() {
    return agent
        .apply(now.minus(restarted))
        .<AgentHealth>map(answers ? AgentHealth.NotHealthy::new : AgentHealth.Unreached::new)
        .orElseGet(() -> new AgentHealth.Healthy(""));
  }

  @Override
  public List<String> containers() throws IOException {
    if (noDocker.isPresent()) {
      throw noDocker.get();
    }
    return containers;
  }

  @Override
  public boolean liveRestore() throws IOException {
    if (noDocker.isPresent()) {
      throw noDocker.get();
    }
    return liveRestore;
  }

  @Override
  public Services services() throws IOException {
    if (noBus.isPresent()) {
      throw noBus.get();
    }
    return new FakeServices();
  }

  private final class FakeServices implements Services {

    @Override
    public Unit unit(String name) {
      boolean failed =
          name.equals("ecs.service")
              && failsAfter.filter(time -> now.minus(restarted).compareTo(time) >= 0).isPresent();
      String state = failed ? "failed" : states.getOrDefault(name, "active");
      return new Unit(!state.equals("not-found"), state);
    }

    @Override
    public void reload() {
      asked.add("reload");
    }

    @Override
    public String restart(String unit) {
      asked.add("restart " + unit);
      restarted = now;
      return "1";
    }

    @Override
    public String stop(String unit) {
      asked.add("stop " + unit);
      return "2";
    }

    @Override
    public Job job(String id) throws IOException {
      if (busBreaksAfter.filter(time -> now.minus(restarted).compareTo(time) >= 0).isPresent()
          && brokenConnections-- > 0) {
        throw new IOException("the system bus does not answer");
      }
      return job.apply(now.minus(restarted));
    }

    @Override
    public void resetFailed(String unit) {
      asked.add("reset " + unit);
    }

    @Override
    public boolean isStarting() {
      return starting;
    }

    @Override
    public void close() {}
  }
}
