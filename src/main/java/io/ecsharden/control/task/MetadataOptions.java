package io.ecsharden.control.task;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.control.Remedy;
import io.ecsharden.facts.MetadataAccess;
import java.util.List;

/** The metadata service wants a token. */
public final class MetadataOptions implements Control {

  private static final ControlInfo INFO =
      ControlInfo.of(TaskControls.METADATA, "The metadata service requires tokens", Severity.MEDIUM)
          .why(
              "Without tokens (IMDSv1) one plain GET, which a program on the instance can be led"
                  + " to make for somebody else, reads the instance's credentials.")
          .impact(
              "Somebody who makes a task fetch a URL gets the credentials. The hop limit stops"
                  + " nobody, because it holds for tokens alone.")
          .guidance(
              "AWS recommends IMDSv2 alone, with a hop limit of 1 for instances without bridge"
                  + " tasks that need it.")
          .repair(
              "aws ec2 modify-instance-metadata-options --instance-id ID --http-tokens required,"
                  + " and the same in the launch template.")
          .fix("It changes nothing: the option is not one of the instance's files.")
          .limits(
              "It asks once, as the instance, without a token, and reads the status alone.",
              "The hop limit cannot be seen from the instance.",
              "The report on a tree of files leaves it out.")
          .references("Amazon EC2 user guide: configuring-instance-metadata-service")
          .build();

  @Override
  public ControlInfo info() {
    return INFO;
  }

  @Override
  public List<Outcome> evaluate(EvaluationContext context) {
    return switch (context.facts().running().network().metadata()) {
      case MetadataAccess.NotAsked _ -> List.of();
      case MetadataAccess.WithoutToken _, MetadataAccess.TokenRequired _, MetadataAccess.Unseen _
          when context.isExternal() ->
          List.of(Outcome.notApplicable("An external instance has no metadata service."));
      case MetadataAccess.WithoutToken _ ->
          List.of(
              Outcome.passIf(false)
                  .remedies(List.of(new Remedy.ByHand(INFO.remediation())))
                  .because(
                      "The metadata service answers without a token (IMDSv1).",
                      INFO.remediation()));
      case MetadataAccess.TokenRequired _ ->
          List.of(
              Outcome.passIf(true)
                  .because(
                      "The metadata service requires a token. Its hop limit cannot be seen from"
                          + " the instance.",
                      ""));
      case MetadataAccess.Unseen(String reason) ->
          List.of(Outcome.notEvaluated("The metadata service was not seen: " + reason + "."));
    };
  }
}
