package io.ecsharden.cli;

import io.ecsharden.app.Bootstrap;
import io.ecsharden.app.Fix;
import io.ecsharden.app.RepairDone;
import io.ecsharden.app.ReportDelivery;
import io.ecsharden.app.RunContext;
import io.ecsharden.report.FixReport;
import io.ecsharden.report.Formats;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-harden bootstrap}: the first boot, which it never holds up and never fails. */
final class BootstrapVerb implements Verb {

  static final String NAME = "bootstrap";

  private static final String STRICT = "--strict";

  /**
   * Whether a command line, right or wrong, belongs to a boot that has to go on. A script of user
   * data may run with {@code set -e}.
   */
  static boolean isLenient(String... words) {
    return words.length > 0 && words[0].equals(NAME) && !List.of(words).contains(STRICT);
  }

  @Override
  public CommandSpec specification() {
    CommandSpec specification =
        Options.command(
                NAME,
                "Bring the instance to its baseline at its first boot, in user data: it changes the"
                    + " files, never waits for the agent, and exits with 0 whatever happens.")
            .addOption(Options.baseline())
            .addOption(Options.baselineAge())
            .addOption(
                Options.flag(STRICT, "Exit as fix does: with 10 for drift, 11 for a restart …"))
            .addOption(ControlOptions.only("Repair this control alone."))
            .addOption(ControlOptions.skip("Leave this control alone."))
            .addOption(Options.root())
            .addOption(Options.format(Formats.FIX))
            .addOption(Options.output());
    ReportOptions.all().forEach(specification::addOption);
    return specification;
  }

  @Override
  public ExitCode run(Arguments arguments, Console console, Clock clock)
      throws Failure, IOException {
    RunContext context = Options.context(arguments, console, clock);
    Bootstrap.Request request =
        new Bootstrap.Request(
            Options.baselineOf(arguments, console),
            ControlOptions.onlyOf(arguments),
            ControlOptions.skipOf(arguments));
    ReportOptions report = ReportOptions.of(arguments);
    ReportPrinter<FixReport> printer = Options.printer(arguments, Formats.FIX, console);
    ReportDelivery delivery = new ReportDelivery(context, report.request());
    RepairDone repair = Failure.unlessDone(Bootstrap.run(context, request, delivery));
    Optional<IOException> unprinted = printer.tryPrint(repair.report());
    ExitCode code = AuditVerb.unlessUnseen(repair.unseen(), console, FixVerb.code(repair));
    if (report.request().isWanted()) {
      code =
          report.deliver(
              delivery, Failure.unlessDone(Fix.auditAfter(context, repair, delivery)), code);
    }
    if (unprinted.isPresent()) {
      throw unprinted.get();
    }
    return code;
  }
}
