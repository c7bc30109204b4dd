package io.ecsharden.cli;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code ecs-harden baseline}: the verbs for those who write baselines. */
final class BaselineVerb implements Verb {

  @Override
  public CommandSpec specification() {
    return Options.command(
        "baseline", "Check, show, compare or write a baseline; see `ecs-harden help baseline`.");
  }

  @Override
  public List<Verb> below() {
    return List.of(
        BaselineReportVerb.check(),
        BaselineReportVerb.show(),
        new BaselineDiffVerb(),
        new BaselineSnapshotVerb());
  }

  @Override
  public ExitCode run(Arguments arguments, Console console, Clock clock)
      throws Failure, IOException {
    console.report(Cli.help(arguments.verb()));
    return ExitCode.COMPLIANT;
  }

  /** A baseline on the command line. */
  static PositionalParamSpec positional(String label, int index, String arity, String description) {
    return PositionalParamSpec.builder()
        .paramLabel(label)
        .type(String.class)
        .index(Integer.toString(index))
        .arity(arity)
        .completionCandidates(List.of("default", "strict"))
        .description(description)
        .build();
  }
}
