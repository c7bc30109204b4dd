package io.ecsharden.control;

import io.ecsharden.baseline.Baseline;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.facts.UnitFacts;
import io.ecsharden.hygiene.Hygiene;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.starter.Starter;
import io.ecsharden.settings.value.Origin;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the outcomes for the files with the outcomes for the programs that run. The agent,
 * ecs-init and dockerd read their settings when they start: a good file says nothing about a
 * program that is older. A control that asked for no program's values judges text, and its outcome
 * stays as it is.
 */
final class PendingRestart {

  private static final String FILES_COMPLY = "The files comply, but ";

  private static final String RESTARTS =
      ". Tasks keep running. For some seconds none of them can fetch credentials or metadata.";

  private static final String RESTART = "Restart the agent: `systemctl restart ecs`" + RESTARTS;

  private static final String SUSE_UNIT = "amazon-ecs.service";

  private static final String RESTART_SUSE =
      "Restart the agent: `systemctl restart amazon-ecs`" + RESTARTS;

  private static final String RESTART_UPSTART =
      "Restart the agent: `stop ecs` and `start ecs`. Tasks keep running.";

  private static final String RESTART_DOCKER =
      "Restart Docker: `systemctl daemon-reload && systemctl restart docker`. This stops every"
          + " container on the instance, unless Docker runs with live-restore. `ecs-harden fix"
          + " --restart docker` does it. Without --restart docker, fix only names the containers.";

  private static final String RESTART_SNAP_BY_HAND =
      "restart Docker with `snap restart docker`, which stops every container on the instance";

  private static final String RESTART_SNAP =
      "Restart Docker: `snap restart docker`. This stops every container on the instance.";

  private final Instance instance;
  private final Baseline baseline;
  private Optional<Instance> running = Optional.empty();

  PendingRestart(Instance instance, Baseline baseline) {
    this.instance = instance;
    this.baseline = baseline;
  }

  /**
   * The outcomes with regard to what runs.
   *
   * @param asked the programs whose values the control asked for
   * @param outcomes what it says of the files
   */
  List<Outcome> judge(Control control, Set<Consumer> asked, List<Outcome> outcomes) {
    if (facts().isOffline() || asked.isEmpty()) {
      return outcomes;
    }
    // as many outcomes in the same order: Control demands that
    List<Outcome> now =
        control.evaluate(
            new EvaluationContext(control.info(), running(), baseline, Hygiene.ofProcesses()));
    List<Outcome> judged = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      Outcome outcome = outcomes.get(i);
      Set<Consumer> consumers =
          outcome.subject().<Set<Consumer>>map(key -> EnumSet.of(Consumer.of(key))).orElse(asked);
      judged.add(
          switch (outcome.status()) {
            case PASS -> passed(outcome, now.get(i), consumers);
            case FAIL -> failed(outcome, now.get(i), consumers);
            case PENDING_RESTART, WAIVED, NOT_APPLICABLE, NOT_EVALUATED -> outcome;
          });
    }
    return judged;
  }

  private Outcome passed(Outcome files, Outcome now, Set<Consumer> consumers) {
    for (Consumer consumer : consumers) {
      switch (program(consumer)) {
        case Program.Down(String reason) -> {
          return notEvaluated(files, SensitiveText.words(reason + "."));
        }
        case Program.Unseen(String reason) -> {
          return notEvaluated(files, SensitiveText.words(reason + "."));
        }
        case Program.Offline _ -> {}
        case Program.Running _ -> {}
      }
    }
    return switch (now.status()) {
      case NOT_EVALUATED ->
          notEvaluated(
              now, SensitiveText.words("what runs was not evaluated. ").plus(now.message()));
      case FAIL -> pending(now, consumers);
      case PASS, PENDING_RESTART, WAIVED, NOT_APPLICABLE -> files;
    };
  }

  private static Outcome notEvaluated(Outcome outcome, SensitiveText reason) {
    SensitiveText because = SensitiveText.words(FILES_COMPLY).plus(reason);
    return outcome.as(Status.NOT_EVALUATED, because, "", List.of());
  }

  /** A restart of Docker restarts the agent as well. */
  private Outcome pending(Outcome now, Set<Consumer> consumers) {
    if (now.comesFrom(Origin.Kind.RUNNING_DOCKERD)) {
      HostFacts facts = instance.facts();
      return now.as(
          Status.PENDING_RESTART,
          because(now, Consumer.DOCKERD),
          facts.isSnapDocker() ? RESTART_SNAP : RESTART_DOCKER,
          List.of(
              facts.isSnapDocker()
                  ? new Remedy.ByHand(RESTART_SNAP_BY_HAND)
                  : new Remedy.RestartService(Remedy.Service.DOCKER)));
    }
    Consumer consumer =
        now.origin().filter(origin -> origin.kind() == Origin.Kind.RUNNING_INIT).isPresent()
            ? Consumer.ECS_INIT
            : consumers.iterator().next();
    return restartsByUnit()
        ? now.as(
            Status.PENDING_RESTART,
            because(now, consumer),
            instance.facts().ecsUnit().name().equals(SUSE_UNIT) ? RESTART_SUSE : RESTART,
            List.of(new Remedy.RestartService(Remedy.Service.AGENT)))
        : now.as(
            Status.PENDING_RESTART,
            because(now, consumer),
            instance.settings().starter() instanceof Starter.Upstart
                ? RESTART_UPSTART
                : instance.settings().starter().sentence()
                    + ": start it again in this way. Tasks keep running.",
            List.of());
  }

  /** Whether {@code systemctl restart ecs} creates a new container for the agent. */
  private boolean restartsByUnit() {
    UnitFacts unit = instance.facts().ecsUnit();
    return instance.settings().starter() instanceof Starter.EcsInit
        || unit.name().equals("ecs.service")
            && instance
                .settings()
                .starter()
                .where()
                .filter(place ->
                    unit.dropIn(place.file()).isPresent()
                        || unit.fragment().filter(f -> f.path().equals(place.file())).isPresent())
                .isPresent();
  }

  private SensitiveText because(Outcome now, Consumer consumer) {
    SensitiveText since = SensitiveText.words(FILES_COMPLY + since(consumer));
    return now.effective()
        .map(text ->
            text.isEmpty()
                ? since.plus(" without a value")
                : since.plus(" with `").plus(text.brief()).plus("`"))
        .orElse(since)
        .plus(". ")
        .plus(now.message());
  }

  /** Says that a restart makes it worse: what runs complies, and the files do not. */
  private Outcome failed(Outcome files, Outcome now, Set<Consumer> consumers) {
    boolean complies =
        now.status() == Status.PASS
            && consumers.stream().allMatch(c -> program(c) instanceof Program.Running);
    if (!complies) {
      return files;
    }
    String running =
        consumers.contains(Consumer.DOCKERD)
            ? "what runs still has"
            : since(consumers.iterator().next()) + " with";
    SensitiveText message =
        files
            .message()
            .plus(" But " + running + " a value that complies. The next start uses the files.");
    return files.as(files.status(), message, files.remediation(), files.remedies());
  }

  /** {@code the agent has been running since 2026-06-30T12:00:00Z}. */
  private String since(Consumer consumer) {
    return consumer.title()
        + " has been running"
        + (program(consumer) instanceof Program.Running runs
                && !runs.started().equals(Instant.EPOCH)
            ? " since " + runs.started().truncatedTo(ChronoUnit.SECONDS)
            : "");
  }

  /** Without ecs-init, what it decides is decided by how the agent's container is made. */
  private Program program(Consumer consumer) {
    boolean absent = consumer == Consumer.ECS_INIT && !instance.settings().starter().isEcsInit();
    return (absent ? Consumer.AGENT : consumer).in(facts());
  }

  private RunningFacts facts() {
    return instance.facts().running();
  }

  private Instance running() {
    if (running.isEmpty()) {
      running = Optional.of(instance.asRunning());
    }
    return running.get();
  }
}
