package io.ecsharden.cli;

import io.ecsharden.app.Health;
import io.ecsharden.app.RunContext;
import io.ecsharden.report.OutputText;
import java.io.IOException;
import java.time.Clock;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-harden health}: whether the daemon is alive and looks. */
final class HealthVerb implements Verb {

  @Override
  public CommandSpec specification() {
    return Options.command(
            "health",
            "Say whether the daemon (`ecs-harden watch`) is alive and has looked not long ago; for"
                + " health checks.")
        .addOption(Options.root());
  }

  @Override
  public ExitCode run(Arguments arguments, Console console, Clock clock)
      throws Failure, IOException {
    RunContext context = Options.context(arguments, console, clock);
    return switch (Failure.unlessDone(Health.of(context))) {
      case Health.Good(String line) -> {
        console.report(OutputText.line("healthy: " + line));
        yield ExitCode.COMPLIANT;
      }
      case Health.Bad(String line) -> {
        console.error("unhealthy: " + line, ExitCode.UNHEALTHY);
        yield ExitCode.UNHEALTHY;
      }
    };
  }
}
