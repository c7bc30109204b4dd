package io.ecsharden.cli;

import io.ecsharden.app.Audit;
import io.ecsharden.app.ReportDelivery;
import io.ecsharden.app.ReportFile;
import io.ecsharden.app.RunContext;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-harden report}: audits, and sends the audit to Systems Manager. */
final class ReportVerb implements Verb {

  private static final String DRY_RUN = "--dry-run";

  @Override
  public CommandSpec specification() {
    CommandSpec specification =
        Options.command(
                "report",
                "Audit, and send the audit to Systems Manager; or show what would be sent.")
            .addOption(
                Options.flag(
                    DRY_RUN, "Show exactly what would be sent, as JSON, and send nothing."))
            .addOption(Options.baseline())
            .addOption(Options.baselineAge())
            .addOption(Options.root())
            .addOption(Options.output());
    ReportOptions.all().forEach(specification::addOption);
    return specification;
  }

  @Override
  public ExitCode run(Arguments arguments, Console console, Clock clock)
      throws Failure, IOException {
    RunContext context = Options.context(arguments, console, clock);
    Audit.Request request = new Audit.Request(Options.baselineOf(arguments, console), false);
    boolean dryRun = arguments.flag(DRY_RUN);
    ReportOptions report = ReportOptions.of(arguments, !dryRun);
    Optional<ReportFile> output = Options.outputOf(arguments);
    if (output.isPresent() && !dryRun) {
      throw Failure.usage(Options.OUTPUT + ": `report` prints a report only with " + DRY_RUN);
    }
    ReportDelivery delivery = new ReportDelivery(context, report.request());
    Audit.Done audit = Failure.unlessDone(Audit.run(context, request, delivery));
    if (dryRun) {
      ReportPrinter.print(delivery.preview(audit), output, console);
      return AuditVerb.unlessUnseen(audit.unseen(), console, ExitCode.COMPLIANT);
    }
    return report.deliver(
        delivery, audit, AuditVerb.unlessUnseen(audit.unseen(), console, ExitCode.COMPLIANT));
  }
}
