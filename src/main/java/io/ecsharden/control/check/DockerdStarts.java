package io.ecsharden.control.check;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.Detail;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.control.Remedy;
import io.ecsharden.settings.docker.DaemonDefect;
import io.ecsharden.settings.docker.DaemonStart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** dockerd takes its command line and its configuration file. */
final class DockerdStarts implements Control {

  static final String NOT_SEEN = "Neither docker.service nor /etc/docker/daemon.json was found.";

  private static final ControlInfo INFO =
      ControlInfo.of("dockerd-starts", "dockerd starts with its files", Severity.HIGH)
          .why(
              "dockerd refuses to start with an option that it does not know, with an option that"
                  + " stands on its command line and in /etc/docker/daemon.json, and with a file that"
                  + " is not valid JSON. A dockerd that runs does not notice until it restarts.")
          .impact(
              "The next restart of Docker, and the next boot, leave the instance without Docker,"
                  + " without the agent and without tasks.")
          .guidance(
              "systemd replaces $NAME and ${NAME} in ExecStart=, and in no EnvironmentFile=: there"
                  + " they reach dockerd as they stand.")
          .repair(
              "Correct the line, and check with `dockerd --validate --config-file"
                  + " /etc/docker/daemon.json` (Docker 23 and later) before you restart Docker.")
          .fix(
              "Nothing: dockerd's options are a person's decision. `ecs-harden fix --restart docker`"
                  + " does not restart Docker while this control fails.")
          .limits(
              "It knows the options of Docker 20.10 to 29. One that a newer Docker adds counts as"
                  + " unknown.",
              "It does not check what a value means: paths, networks, drivers.")
          .references(
              "moby 20.10.25 to 28.5.2: cmd/dockerd/config.go, config_unix.go, options.go;"
                  + " daemon/config/config.go (findConfigurationConflicts)",
              "systemd 252: systemd.service(5), src/basic/env-util.c (replace_env_argv)")
          .build();

  @Override
  public ControlInfo info() {
    return INFO;
  }

  @Override
  public List<Outcome> evaluate(EvaluationContext context) {
    DaemonStart start = context.dockerdStart();
    if (!start.seen()) {
      return List.of(Outcome.notApplicable(NOT_SEEN));
    }
    if (!start.defects().isEmpty()) {
      return List.of(failure(start.defects()));
    }
    return List.of(
        start
            .startUnknown()
            .map(reason ->
                Outcome.notEvaluated("Whether dockerd would start is not known: " + reason + "."))
            .orElseGet(() -> Outcome.passIf(true).because("dockerd takes its files.", "")));
  }

  /** What a person has to do about a detail. */
  static Remedy byHand(Detail detail) {
    return new Remedy.ByHand(
        detail.source() + ": " + detail.message() + ". " + detail.remediation());
  }

  private static Outcome failure(List<DaemonDefect> defects) {
    List<Detail> details = new ArrayList<>();
    List<Remedy> remedies = new ArrayList<>();
    for (DaemonDefect defect : defects) {
      Detail detail =
          new Detail(
              defect.kind().id(),
              defect.origin(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              defect.message(),
              defect.remediation());
      details.add(detail);
      remedies.add(byHand(detail));
    }
    return Outcome.passIf(false)
        .origin(defects.getFirst().origin())
        .details(details)
        .remedies(remedies)
        .because("dockerd would not start again with its files.", INFO.remediation());
  }
}
