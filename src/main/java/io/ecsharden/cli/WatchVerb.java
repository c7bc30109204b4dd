package io.ecsharden.cli;

import io.ecsharden.report.OutputText;
import io.ecsharden.watch.Daemon;
import io.ecsharden.watch.WatchRequest;
import java.io.IOException;
import java.time.Clock;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-harden watch}: stays, and keeps the instance right. */
final class WatchVerb implements Verb {

  @Override
  public CommandSpec specification() {
    CommandSpec specification =
        Options.command(
            "watch",
            "Stay, and look at once, whenever something changes, and by a schedule; with --mode fix"
                + " also repair. SIGHUP reads everything again, SIGTERM ends it.");
    WatchOptions.all().forEach(specification::addOption);
    specification
        .addOption(Options.baseline())
        .addOption(Options.baselineAge())
        .addOption(FixOptions.restart())
        .addOption(FixOptions.waiting())
        .addOption(ControlOptions.only("Repair this control alone."))
        .addOption(ControlOptions.skip("Leave this control alone."))
        .addOption(Options.root());
    ReportOptions.sending().forEach(specification::addOption);
    return specification;
  }

  @Override
  public ExitCode run(Arguments arguments, Console console, Clock clock) throws Failure {
    WatchRequest request = WatchOptions.of(arguments, console);
    Failure.unlessDone(Daemon.run(request, clock, line -> print(console, line)));
    return ExitCode.COMPLIANT;
  }

  /** Whether or not anybody reads the log, the daemon goes on. */
  private static void print(Console console, OutputText line) {
    try {
      console.report(line);
    } catch (IOException e) {
      // a full disk, or a reader that is gone
    }
  }
}
