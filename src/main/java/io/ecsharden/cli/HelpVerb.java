package io.ecsharden.cli;

import java.io.IOException;
import java.time.Clock;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code ecs-harden help}: the help of the program, or of a verb. */
final class HelpVerb implements Verb {

  @Override
  public CommandSpec specification() {
    return Options.command("help", "Show the help of the program, or of a verb.")
        .addPositional(
            PositionalParamSpec.builder()
                .type(String[].class)
                .paramLabel("VERB")
                .arity("0..2")
                .index("0..1")
                .description("The verb: audit, or baseline check. Without one, all are listed.")
                .build());
  }

  @Override
  public ExitCode run(Arguments arguments, Console console, Clock clock)
      throws Failure, IOException {
    console.report(Cli.help(String.join(" ", arguments.positionals())));
    return ExitCode.COMPLIANT;
  }
}
