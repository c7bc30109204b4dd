package io.ecsharden.control.check;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.AgentReason;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.control.Remedy;
import io.ecsharden.control.Status;
import io.ecsharden.facts.AgentCondition;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.secrets.SensitiveText;
import java.util.List;
import java.util.Optional;

/** The agent has not ended with an error. */
final class AgentRunning implements Control {

  private static final ControlInfo INFO =
      ControlInfo.of("agent-running", "The agent does not end with an error", Severity.HIGH)
          .why(
              "An agent that cannot use its configuration ends with code 1, and ecs-init starts it"
                  + " again and again: the unit stays active for ever. An agent that the service"
                  + " refuses ends with code 5, and nothing starts it again.")
          .impact(
              "Nothing that the files say is in force. No task is started or stopped here, and none"
                  + " gets credentials or metadata.")
          .guidance(
              "AWS documents `systemctl status ecs`. That is active for an agent that ends in a"
                  + " loop.")
          .repair(
              "Read the end of /var/log/ecs/ecs-agent.log, correct what its last critical line says,"
                  + " and restart the agent.")
          .fix(
              "It repairs the files and restarts the agent. If that does not help, the files stay,"
                  + " because they are not the cause.")
          .limits(
              "An agent that somebody stopped, and one that has not registered yet, are not"
                  + " evaluated. The report on a tree of files leaves it out.",
              "Whether the agent answers itself can be seen with the right to trace its process, which"
                  + " root on the instance has. Without it the report says so.",
              "In a container that does not share the instance's network it sees the agent's"
                  + " container and log alone.")
          .references(
              "amazon-ecs-agent 1.105.1: agent/app/run.go, ecs-init/engine/engine.go",
              "amazon-ecs-agent 1.105.1: packaging/amazon-linux-ami-integrated/ecs.service")
          .build();

  @Override
  public ControlInfo info() {
    return INFO;
  }

  @Override
  public List<Outcome> evaluate(EvaluationContext context) {
    RunningFacts running = context.facts().running();
    AgentCondition condition = running.condition();
    SensitiveText reason = AgentReason.of(condition);
    if (condition.isBroken()) {
      return List.of(
          Outcome.passIf(false)
              .remedies(
                  List.of(
                      new Remedy.ByHand(Optional.empty(), reason.plus(". " + INFO.remediation()))))
              .because(sentence(reason), INFO.remediation()));
    }
    return switch (running.agent()) {
      case Program.Offline _ -> List.of();
      case Program.Unseen(String why) ->
          List.of(Outcome.notEvaluated("The agent cannot be seen: " + why + "."));
      case Program.Down(String why) ->
          List.of(Outcome.notEvaluated("The agent does not run: " + why + "."));
      case Program.Running _ ->
          List.of(
              condition instanceof AgentCondition.Unregistered
                      || condition instanceof AgentCondition.Impersonated
                      || condition.hasEnded()
                  ? Outcome.builder(Status.NOT_EVALUATED).because(sentence(reason), "")
                  : Outcome.passIf(true)
                      .because(
                          condition
                                  instanceof
                                  AgentCondition.Ready(String _, Optional<String> unverified)
                              ? unverified
                                  .map(why ->
                                      "The agent's container runs. Something answers on the agent's"
                                          + " port, but "
                                          + why
                                          + ".")
                                  .orElse("The agent has registered and answers.")
                              : "The agent's container runs.",
                          ""));
    };
  }

  private static SensitiveText sentence(SensitiveText reason) {
    return reason.capitalized().plus(".");
  }
}
