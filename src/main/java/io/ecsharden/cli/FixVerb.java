package io.ecsharden.cli;

import io.ecsharden.app.Fix;
import io.ecsharden.app.RepairDone;
import io.ecsharden.app.ReportDelivery;
import io.ecsharden.app.RunContext;
import io.ecsharden.report.FixReport;
import io.ecsharden.report.Formats;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-harden fix}: brings the instance to its baseline. */
final class FixVerb implements Verb {

  private static final String DRY_RUN = "--dry-run";

  private record Parsed(
      RunContext context,
      Fix.Request request,
      ReportOptions report,
      ReportPrinter<FixReport> printer) {

    static Parsed of(Arguments arguments, Console console, Clock clock) throws Failure {
      return new Parsed(
          Options.context(arguments, console, clock),
          new Fix.Request(
              Options.baselineOf(arguments, console),
              arguments.flag(DRY_RUN),
              FixOptions.restartsOf(arguments),
              FixOptions.waitOf(arguments),
              ControlOptions.onlyOf(arguments),
              ControlOptions.skipOf(arguments),
              Options.revealOf(arguments)),
          ReportOptions.of(arguments),
          Options.printer(arguments, Formats.FIX, console));
    }
  }

  @Override
  public CommandSpec specification() {
    CommandSpec specification =
        Options.command(
                "fix",
                "Bring the instance to its baseline: change the files, restart what needs it, prove"
                    + " that the change took effect, and put everything back if it did not.")
            .addOption(Options.baseline())
            .addOption(Options.baselineAge())
            .addOption(Options.flag(DRY_RUN, "Show the plan, and change nothing."))
            .addOption(FixOptions.restart())
            .addOption(FixOptions.waiting())
            .addOption(ControlOptions.only("Repair this control alone."))
            .addOption(ControlOptions.skip("Leave this control alone."))
            .addOption(Options.root())
            .addOption(Options.format(Formats.FIX))
            .addOption(Options.output())
            .addOption(Options.reveal());
    ReportOptions.all().forEach(specification::addOption);
    return specification;
  }

  @Override
  public ExitCode run(Arguments arguments, Console console, Clock clock)
      throws Failure, IOException {
    Parsed parsed = Parsed.of(arguments, console, clock);
    ReportDelivery delivery = new ReportDelivery(parsed.context(), parsed.report().request());
    RepairDone repair = Failure.unlessDone(Fix.run(parsed.context(), parsed.request(), delivery));
    Optional<IOException> unprinted = parsed.printer().tryPrint(repair.report());
    ExitCode code = AuditVerb.unlessUnseen(repair.unseen(), console, code(repair));
    if (parsed.report().request().isWanted() && !parsed.request().dryRun()) {
      code =
          parsed
              .report()
              .deliver(
                  delivery,
                  Failure.unlessDone(Fix.auditAfter(parsed.context(), repair, delivery)),
                  code);
    }
    if (unprinted.isPresent()) {
      throw unprinted.get();
    }
    return code;
  }

  static ExitCode code(RepairDone repair) {
    return switch (repair.state()) {
      case COMPLIANT -> ExitCode.COMPLIANT;
      case DRIFT -> ExitCode.DRIFT;
      case RESTART_PENDING -> ExitCode.RESTART_PENDING;
      case ROLLED_BACK -> ExitCode.ROLLED_BACK;
      case NOT_RESTORED -> ExitCode.NOT_RESTORED;
    };
  }
}
