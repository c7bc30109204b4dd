package io.ecsharden.control;

import io.ecsharden.baseline.Baseline;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.hygiene.Hygiene;
import io.ecsharden.secrets.Masker;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.Origin;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Holds what the files give against what runs. Agent and ecs-init take their settings when they
 * start: files that are as wanted say nothing about a program that is older than they are. A
 * control that asked for nobody's settings judges text, and its outcome stays as it is.
 */
final class PendingRestart {

  private static final String DESPITE_FILES = "the files are as wanted, but ";

  private static final String RESTART =
      "Restart the agent: `systemctl restart ecs`. Tasks keep running; for some seconds none of"
          + " them can fetch credentials or metadata.";

  private static final String RESTART_DOCKER =
      "Restart Docker: `systemctl daemon-reload && systemctl restart docker`. Every container on"
          + " the instance is stopped, unless Docker runs with live-restore; `ecs-harden fix"
          + " --restart docker` does it, and without --restart docker it only names them.";

  private final Instance instance;
  private final Baseline baseline;
  private final Masker masker;
  private Optional<Instance> running = Optional.empty();

  PendingRestart(Instance instance, Baseline baseline, Masker masker) {
    this.instance = instance;
    this.baseline = baseline;
    this.masker = masker;
  }

  /**
   * The outcomes in the light of what runs.
   *
   * @param asked whose settings the control asked for
   * @param outcomes what it says of the files
   */
  List<Outcome> judge(Control control, Set<Consumer> asked, List<Outcome> outcomes) {
    if (facts().isOffline() || asked.isEmpty()) {
      return outcomes;
    }
    // The same control says the same number of things in the same order: the baseline decides.
    List<Outcome> now =
        control.evaluate(
            new EvaluationContext(
                control.info(), running(), baseline, masker, Hygiene.ofProcesses()));
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
      switch (consumer.in(facts())) {
        case Program.Down(String reason) -> {
          return files.as(Status.NOT_EVALUATED, DESPITE_FILES + reason, "");
        }
        case Program.Unseen(String reason) -> {
          return files.as(Status.NOT_EVALUATED, DESPITE_FILES + reason, "");
        }
        case Program.Offline nobodyLooked -> {}
        case Program.Running runs -> {}
      }
    }
    return switch (now.status()) {
      case NOT_EVALUATED -> now.as(Status.NOT_EVALUATED, DESPITE_FILES + now.message(), "");
      case FAIL -> pending(now, consumers);
      case PASS, PENDING_RESTART, WAIVED, NOT_APPLICABLE -> files;
    };
  }

  /** A restart of Docker is one of the agent as well. */
  private Outcome pending(Outcome now, Set<Consumer> consumers) {
    boolean docker =
        now.source().filter(Origin.RUNNING_DOCKERD.display()::equals).isPresent()
            || now.details().stream()
                .anyMatch(detail -> detail.source().equals(Origin.RUNNING_DOCKERD.display()));
    boolean init = now.source().filter(Origin.RUNNING_INIT.display()::equals).isPresent();
    Consumer culprit =
        docker ? Consumer.DOCKERD : init ? Consumer.ECS_INIT : consumers.iterator().next();
    Outcome pending =
        now.as(Status.PENDING_RESTART, because(now, culprit), docker ? RESTART_DOCKER : RESTART);
    return docker ? pending.with(List.of(new Remedy.RestartDocker())) : pending;
  }

  private String because(Outcome now, Consumer culprit) {
    String value =
        now.effective()
            .map(text -> text.isEmpty() ? " without a value" : " with `" + Detail.brief(text) + "`")
            .orElse("");
    return DESPITE_FILES + since(culprit) + value + ": " + now.message();
  }

  private Outcome failed(Outcome files, Outcome now, Set<Consumer> consumers) {
    boolean good =
        now.status() == Status.PASS
            && consumers.stream().allMatch(c -> c.in(facts()) instanceof Program.Running);
    return good
        ? files.adding(
            consumers.contains(Consumer.DOCKERD)
                ? "what runs has a value as wanted, and loses it with its next restart"
                : since(consumers.iterator().next())
                    + " with a value as wanted, and loses it with its next restart")
        : files;
  }

  /** {@code the agent has been running since 2026-06-30T12:00:00Z}. */
  private String since(Consumer consumer) {
    return consumer.title()
        + " has been running"
        + (consumer.in(facts()) instanceof Program.Running runs
                && !runs.started().equals(Instant.EPOCH)
            ? " since " + runs.started().truncatedTo(ChronoUnit.SECONDS)
            : "");
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
