package io.ecsharden.cli;

import io.ecsharden.app.Instances;
import io.ecsharden.report.EffectiveReport;
import io.ecsharden.report.JsonEffective;
import io.ecsharden.report.TextEffective;
import io.ecsharden.settings.Instance;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code ecs-harden effective}: what is taken, by whom, from where. */
final class EffectiveVerb implements Verb {

  private static final String URL = "--url";

  @Override
  public CommandSpec specification() {
    return Options.command(
            "effective",
            "Show what agent and ecs-init take for every setting that matters, from which line,"
                + " and what it shadows.")
        .addOption(Options.root())
        .addOption(Options.format())
        .addOption(
            OptionSpec.builder(URL)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel("URL")
                .arity("1")
                .description(
                    "Show which proxy the agent, ecs-init and dockerd use for this URL. Can be repeated.")
                .build())
        .addOption(Options.reveal());
  }

  @Override
  public ExitCode run(Arguments arguments, Console console, Clock clock)
      throws Failure, IOException {
    boolean json = Options.isJson(arguments);
    List<String> urls = arguments.values(URL);
    Instance instance = Instances.read(arguments, console);
    EffectiveReport report = new EffectiveReport(instance, Options.masker(arguments), urls);
    console.report(
        json ? JsonEffective.write(report) : TextEffective.write(report, console.style()));
    return Instances.unlessForbidden(instance, console, ExitCode.COMPLIANT);
  }
}
