package io.ecsharden.control.task;

import io.ecsharden.baseline.ParameterSpec;
import io.ecsharden.baseline.Severity;
import io.ecsharden.baseline.Waiver;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.Detail;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.control.Remedy;
import io.ecsharden.control.Status;
import io.ecsharden.format.ShortText;
import io.ecsharden.settings.value.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** No running task reaches the metadata service. */
public final class ExposedTasks extends TaskControl {

  private static final String MODES = "modes";
  private static final String ALLOW = "allow";

  /** A plan is for people. */
  private static final int MOST_REMEDIES = 20;

  private static final ControlInfo INFO =
      ControlInfo.of(
              TaskControls.EXPOSURE, "No running task reaches the metadata service", Severity.HIGH)
          .why(
              "The agent blocks the metadata service when it makes a task's network interface. A"
                  + " task that ran before keeps its way, and tasks in bridge and host mode are"
                  + " never blocked by the agent.")
          .impact(
              "The task can read the credentials of the instance's role, and the instance's user"
                  + " data.")
          .guidance(
              "AWS documents ECS_AWSVPC_BLOCK_IMDS. It says nothing of the tasks that run"
                  + " already.")
          .repair(
              "Replace exposed tasks in awsvpc mode: `ecs-harden exposure` shows them, with the"
                  + " commands. Move the others to awsvpc mode, or list their families under"
                  + " `allow` in the baseline.")
          .fix("It replaces no task. It says which ones a person has to replace.")
          .limits(
              "It reads routes. For a task on a bridge it also looks for a rule in the kernel that"
                  + " drops what the bridge sends. Where it sees none, the task is not evaluated;"
                  + " `ecs-harden exposure --probe` asks.",
              "A task without the block for IPv6 fails also where the metadata service of the"
                  + " instance has no IPv6 address.",
              "It needs Docker's socket. The report on a tree of files leaves it out.")
          .references(
              "amazon-ecs-cni-plugins @33020767: plugins/eni/engine/nsclosure.go",
              "amazon-ecs-agent 1.105.1: agent/engine/docker_task_engine.go (labels)",
              "Linux 6.18: /proc/PID/net/route and ipv6_route of real tasks")
          .parameter(
              MODES,
              new ParameterSpec(
                  ParameterSpec.Kind.TEXT_LIST,
                  "network modes whose tasks must not reach it: `awsvpc`, `bridge`, `host`",
                  "awsvpc,bridge,host"))
          .parameter(
              ALLOW,
              new ParameterSpec(
                  ParameterSpec.Kind.TEXT_LIST,
                  "families of task definitions that may reach it in bridge or host mode",
                  ""))
          .build();

  @Override
  public ControlInfo info() {
    return INFO;
  }

  /** One outcome for each family that a waiver names, and one before them for all others. */
  @Override
  List<Outcome> judge(EvaluationContext context, Exposure exposure) {
    Set<String> waived = new TreeSet<>();
    for (Waiver waiver : context.baseline().waivers()) {
      if (waiver.control().equals(TaskControls.EXPOSURE)) {
        waiver.family().ifPresent(waived::add);
      }
    }
    List<TaskExposure> judged =
        exposure.tasks().stream().filter(task -> counts(context, task)).toList();
    List<Outcome> outcomes = new ArrayList<>();
    outcomes.add(
        outcome(
            judged.stream().filter(task -> !waived.contains(task.labels().family())).toList(),
            exposure.left(),
            Optional.empty()));
    for (String family : waived) {
      outcomes.add(
          outcome(
              judged.stream().filter(task -> task.labels().family().equals(family)).toList(),
              exposure.left(),
              Optional.of(family)));
    }
    return outcomes;
  }

  private static Outcome outcome(List<TaskExposure> judged, int left, Optional<String> family) {
    List<TaskExposure> exposed = with(judged, Reach.EXPOSED);
    List<TaskExposure> unseen = with(judged, Reach.NOT_SEEN);
    if (!exposed.isEmpty()) {
      return failed(builder(Status.FAIL, family), exposed, unseen);
    }
    if (!unseen.isEmpty() || left > 0) {
      return builder(Status.NOT_EVALUATED, family).because(unseen(unseen, left), "");
    }
    return builder(Status.PASS, family)
        .because(
            judged.isEmpty()
                ? "No task runs whose way to the metadata service counts."
                : "None of " + count(judged.size()) + " reaches the metadata service.",
            "");
  }

  private static Outcome.Builder builder(Status status, Optional<String> family) {
    Outcome.Builder builder = Outcome.builder(status);
    return family.map(builder::family).orElse(builder);
  }

  private static boolean counts(EvaluationContext context, TaskExposure task) {
    boolean allowed = context.list(ALLOW).contains(task.labels().family());
    return switch (task.mode()) {
      case HOST, BRIDGE -> context.list(MODES).contains(task.mode().id()) && !allowed;
      case AWSVPC -> context.list(MODES).contains(task.mode().id());
      // what nobody can name in a task definition is nothing that a baseline leaves out
      case SHARED, NONE -> true;
    };
  }

  private static List<TaskExposure> with(List<TaskExposure> tasks, Reach reach) {
    return tasks.stream().filter(task -> task.reach() == reach).toList();
  }

  private static Outcome failed(
      Outcome.Builder outcome, List<TaskExposure> exposed, List<TaskExposure> unseen) {
    List<Detail> details = new ArrayList<>();
    exposed.forEach(task -> details.add(detail(task)));
    return outcome
        .details(details)
        .remedies(exposed.stream().limit(MOST_REMEDIES).map(ExposedTasks::byHand).toList())
        .because(
            count(exposed.size())
                + (exposed.size() == 1 ? " reaches" : " reach")
                + " the metadata service."
                + (unseen.isEmpty() ? "" : " " + unseen(unseen, 0)),
            INFO.remediation());
  }

  private static Detail detail(TaskExposure task) {
    return new Detail(
        task.worst().cause().id(),
        Origin.RUNNING_TASK,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        name(task) + ": " + ShortText.line(task.worst().reason()),
        TaskRemedies.advice(task));
  }

  /** No program should replace a task that somebody relies on. */
  private static Remedy byHand(TaskExposure task) {
    String advice = TaskRemedies.advice(task);
    return new Remedy.ByHand(
        name(task) + ": " + advice.substring(0, Math.max(0, advice.length() - 1)));
  }

  private static String name(TaskExposure task) {
    return ShortText.line(task.title())
        + " ("
        + task.mode().id()
        + (task.shortId().isEmpty() ? "" : ", " + task.shortId())
        + ")";
  }

  private static String unseen(List<TaskExposure> unseen, int left) {
    StringBuilder text = new StringBuilder();
    if (!unseen.isEmpty()) {
      text.append("Of ")
          .append(count(unseen.size()))
          .append(" it is not known: ")
          .append(ShortText.line(unseen.getFirst().title()))
          .append(", ")
          .append(ShortText.line(unseen.getFirst().worst().reason()))
          .append('.');
    }
    if (left > 0) {
      text.append(text.isEmpty() ? "" : " ")
          .append("Nobody looked at ")
          .append(left)
          .append(" more containers of tasks.");
    }
    return text.toString();
  }
}
