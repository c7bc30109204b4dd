package io.ecsharden.cli;

import io.ecsharden.app.BaselineSnapshot;
import io.ecsharden.app.ReportFile;
import io.ecsharden.app.RunContext;
import io.ecsharden.report.Snapshot;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-harden baseline snapshot}: a baseline from an instance. */
final class BaselineSnapshotVerb implements Verb {

  @Override
  public CommandSpec specification() {
    return Options.command(
            "snapshot",
            "Write a baseline from this instance: the settings that its files set, with their"
                + " effective values. Never writes a secret.")
        .addOption(Options.root())
        .addOption(Options.output());
  }

  @Override
  public ExitCode run(Arguments arguments, Console console, Clock clock)
      throws Failure, IOException {
    RunContext context = Options.context(arguments, console, clock);
    Optional<ReportFile> output = Options.outputOf(arguments);
    Snapshot snapshot = Failure.unlessDone(BaselineSnapshot.take(context));
    ReportPrinter.print(snapshot.yaml(), output, console);
    return ExitCode.COMPLIANT;
  }
}
