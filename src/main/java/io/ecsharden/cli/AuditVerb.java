package io.ecsharden.cli;

import io.ecsharden.app.Audit;
import io.ecsharden.app.ReportDelivery;
import io.ecsharden.app.RunContext;
import io.ecsharden.report.AuditReport;
import io.ecsharden.report.Formats;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-harden audit}: findings and an exit code. */
final class AuditVerb implements Verb {

  private static final String EXIT_ZERO = "--exit-zero";

  private record Parsed(
      RunContext context,
      Audit.Request request,
      ReportOptions report,
      ReportPrinter<AuditReport> printer,
      boolean exitZero) {

    static Parsed of(Arguments arguments, Console console, Clock clock) throws Failure {
      return new Parsed(
          Options.context(arguments, console, clock),
          new Audit.Request(
              Options.baselineOf(arguments, console),
              new Audit.Shown(
                  Options.revealOf(arguments),
                  ControlOptions.scopeOf(arguments),
                  ControlOptions.failOnOf(arguments))),
          ReportOptions.of(arguments),
          Options.printer(arguments, Formats.AUDIT, console),
          arguments.flag(EXIT_ZERO));
    }
  }

  @Override
  public CommandSpec specification() {
    CommandSpec specification =
        Options.command("audit", "Compare the instance's effective settings with a baseline.")
            .addOption(Options.baseline())
            .addOption(Options.baselineAge())
            .addOption(ControlOptions.only("Show this control alone."))
            .addOption(ControlOptions.skip("Do not show this control."))
            .addOption(ControlOptions.minSeverity())
            .addOption(ControlOptions.failOn())
            .addOption(Options.root())
            .addOption(Options.format(Formats.AUDIT))
            .addOption(Options.output())
            .addOption(
                Options.flag(
                    EXIT_ZERO, "Exit with 0 also when controls fail or a restart is pending."))
            .addOption(Options.reveal());
    ReportOptions.all().forEach(specification::addOption);
    return specification;
  }

  @Override
  public ExitCode run(Arguments arguments, Console console, Clock clock)
      throws Failure, IOException {
    Parsed parsed = Parsed.of(arguments, console, clock);
    ReportDelivery delivery = new ReportDelivery(parsed.context(), parsed.report().request());
    Audit.Done audit = Failure.unlessDone(Audit.run(parsed.context(), parsed.request(), delivery));
    Optional<IOException> unprinted = parsed.printer().tryPrint(audit.report());
    ExitCode code = parsed.exitZero() ? ExitCode.COMPLIANT : code(audit);
    code = parsed.report().deliver(delivery, audit, unlessUnseen(audit.unseen(), console, code));
    if (unprinted.isPresent()) {
      throw unprinted.get();
    }
    return code;
  }

  private static ExitCode code(Audit.Done audit) {
    if (audit.hasDrift()) {
      return ExitCode.DRIFT;
    }
    return audit.needsRestart() ? ExitCode.RESTART_PENDING : ExitCode.COMPLIANT;
  }

  /** Says which file could not be read, and gives the code for that; else the given code. */
  static ExitCode unlessUnseen(Optional<String> unseen, Console console, ExitCode code) {
    unseen.ifPresent(line -> console.error(line, ExitCode.NO_PERMISSION));
    return unseen.isPresent() ? ExitCode.NO_PERMISSION : code;
  }
}
