package io.ecsharden.cli;

import io.ecsharden.control.Control;
import io.ecsharden.control.check.Controls;
import io.ecsharden.report.Style;
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
            "Say what a control checks, why, how bad it is, how it is repaired, and what it does"
                + " not cover.")
        .addPositional(
            PositionalParamSpec.builder()
                .type(String.class)
                .paramLabel("CONTROL")
                .arity("0..1")
                .description("The control; without one, all are listed.")
                .build());
  }

  @Override
  public ExitCode run(Arguments arguments, Console console, Clock clock)
      throws Failure, IOException {
    Optional<String> id = arguments.positionals().stream().findFirst();
    if (id.isEmpty()) {
      console.report(
          TextExplanation.list(
              Controls.all().stream().map(Control::info).toList(), console.style()));
      return ExitCode.COMPLIANT;
    }
    Control control =
        Controls.find(id.get())
            .orElseThrow(() ->
                new Failure(
                    ExitCode.USAGE,
                    "there is no control `"
                        + Style.safe(id.get())
                        + "`; `ecs-harden explain` lists them"));
    console.report(TextExplanation.write(control.info(), console.style()));
    return ExitCode.COMPLIANT;
  }
}
