package io.ecsharden.control.task;

import io.ecsharden.baseline.ParameterSpec;
import io.ecsharden.baseline.Severity;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.Detail;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.control.Remedy;
import io.ecsharden.format.ShortText;
import io.ecsharden.settings.value.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Running tasks have network interfaces of their own. */
public final class AwsvpcPreferred extends TaskControl {

  private static final String ALLOW = "allow";

  private static final ControlInfo INFO =
      ControlInfo.of(TaskControls.AWSVPC, "Running tasks use awsvpc mode", Severity.INFORMATIONAL)
          .why(
              "Only awsvpc mode gives a task security groups and flow logs of its own, and the"
                  + " block of the metadata service.")
          .impact(
              "A task in bridge mode shares the instance's security groups; one in host mode also"
                  + " its network and every port of it.")
          .guidance("It is the first recommendation of AWS's page on network security.")
          .repair(
              "Use awsvpc mode in the task definition, or list the family under `allow` in the"
                  + " baseline.")
          .fix("It changes no task.")
          .limits("It needs Docker's socket. The report on a tree of files leaves it out.")
          .references("Amazon ECS developer guide: security-network.md")
          .parameter(
              ALLOW,
              new ParameterSpec(
                  ParameterSpec.Kind.TEXT_LIST,
                  "families of task definitions that may use another mode",
                  ""))
          .build();

  @Override
  public ControlInfo info() {
    return INFO;
  }

  @Override
  List<Outcome> judge(EvaluationContext context, Exposure exposure) {
    return List.of(outcome(context, exposure));
  }

  private static Outcome outcome(EvaluationContext context, Exposure exposure) {
    List<Detail> details = new ArrayList<>();
    for (TaskExposure task : exposure.tasks()) {
      boolean allowed = context.list(ALLOW).contains(task.labels().family());
      boolean other = task.mode() == NetworkMode.HOST || task.mode() == NetworkMode.BRIDGE;
      if (other && !allowed) {
        details.add(detail(task));
      }
    }
    if (details.isEmpty() && exposure.left() > 0) {
      return Outcome.notEvaluated(
          "Nobody looked at " + exposure.left() + " more containers of tasks.");
    }
    return details.isEmpty()
        ? Outcome.passIf(true).because("No task runs in bridge or host mode.", "")
        : Outcome.passIf(false)
            .details(details)
            .remedies(List.of(new Remedy.ByHand(INFO.remediation())))
            .because(
                count(details.size())
                    + (details.size() == 1 ? " does" : " do")
                    + " not use awsvpc mode.",
                INFO.remediation());
  }

  private static Detail detail(TaskExposure task) {
    return new Detail(
        task.mode().id() + "-mode",
        Origin.RUNNING_TASK,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ShortText.line(task.title()) + " runs in " + task.mode().id() + " mode",
        "");
  }
}
