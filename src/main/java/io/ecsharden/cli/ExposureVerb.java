package io.ecsharden.cli;

import io.ecsharden.app.ExposureLook;
import io.ecsharden.app.ExposureLook.Means;
import io.ecsharden.app.RunContext;
import io.ecsharden.report.ExposureReport;
import io.ecsharden.report.Formats;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code ecs-harden exposure}: which running tasks reach the metadata service. */
final class ExposureVerb implements Verb {

  private static final String PROBE = "--probe";
  private static final String CONNECTION = "connection";
  private static final String TOKEN = "token";

  @Override
  public CommandSpec specification() {
    return Options.command(
            "exposure",
            "Show which running tasks reach the instance metadata service, and with it the"
                + " instance's credentials: why, and what to do. Changes nothing.")
        .addOption(Options.root())
        .addOption(
            OptionSpec.builder(PROBE)
                .type(String.class)
                .arity("0..1")
                .fallbackValue(CONNECTION)
                .paramLabel("HOW")
                .completionCandidates(List.of(CONNECTION, TOKEN))
                .description(
                    "Connect to the metadata service from inside each task's network, as the task"
                        + " would: connection, the default, or token, which also asks for a token"
                        + " and throws it away. As root on the instance.")
                .build())
        .addOption(Options.format(Formats.EXPOSURE))
        .addOption(Options.output());
  }

  @Override
  public ExitCode run(Arguments arguments, Console console, Clock clock)
      throws Failure, IOException {
    RunContext context = Options.context(arguments, console, clock);
    Means means = meansOf(arguments);
    ReportPrinter<ExposureReport> printer = Options.printer(arguments, Formats.EXPOSURE, console);
    printer.print(Failure.unlessDone(ExposureLook.run(context, means)));
    return ExitCode.COMPLIANT;
  }

  private static Means meansOf(Arguments arguments) throws Failure {
    if (!arguments.flag(PROBE)) {
      return Means.ROUTES;
    }
    return switch (arguments.value(PROBE).orElse(CONNECTION)) {
      case CONNECTION -> Means.CONNECTION;
      case TOKEN -> Means.TOKEN;
      default ->
          throw Failure.usage(
              PROBE + " " + arguments.value(PROBE).orElse("") + ": it is connection or token");
    };
  }
}
