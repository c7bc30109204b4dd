package io.ecsharden.cli;

import io.ecsharden.app.Fix;
import io.ecsharden.app.Suggestion;
import io.ecsharden.report.Commands;
import io.ecsharden.report.TextExplanation;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code ecs-harden explain}: what a control is about. */
final class ExplainVerb implements Verb {

  @Override
  public CommandSpec specification() {
    return Options.command(
            "explain",
            "Explain a control: what it checks, why, how bad a failure is, how to repair it, and"
                + " what it does not cover.")
        .addPositional(
            PositionalParamSpec.builder()
                .type(String.class)
                .paramLabel("CONTROL")
                .arity("0..1")
                .completionCandidates(Fix.controls())
                .description("The control. Without one, all are listed.")
                .build());
  }

  @Override
  public ExitCode run(Arguments arguments, Console console, Clock clock)
      throws Failure, IOException {
    Optional<String> id = arguments.positionals().stream().findFirst();
    if (id.isEmpty()) {
      console.report(TextExplanation.list(console.presentation(Commands.PLAIN).style()));
      return ExitCode.COMPLIANT;
    }
    console.report(
        TextExplanation.find(id.get(), console.presentation(Commands.PLAIN).style())
            .orElseThrow(() -> unknown(id.get())));
    return ExitCode.COMPLIANT;
  }

  private static Failure unknown(String id) {
    String near = Suggestion.of(id, Fix.controls());
    String list = Commands.of("explain") + " lists all of them";
    return Failure.usage(
        "there is no control `" + id + "`" + near + (near.isEmpty() ? "; " : " ") + list);
  }
}
