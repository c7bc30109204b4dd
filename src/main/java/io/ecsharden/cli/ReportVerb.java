package io.ecsharden.cli;

import io.ecsharden.app.Instances;
import io.ecsharden.app.Reporting;
import io.ecsharden.baseline.Baseline;
import io.ecsharden.control.AuditResult;
import io.ecsharden.control.Auditor;
import io.ecsharden.control.check.Controls;
import io.ecsharden.secrets.Masker;
import io.ecsharden.settings.Instance;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code ecs-harden report}: audits, and tells Systems Manager. */
public final class ReportVerb implements Verb {

  public static final String NAME = "report";

  private static final String DRY_RUN = "--dry-run";

  @Override
  public CommandSpec specification() {
    CommandSpec specification =
        Options.command(NAME, "Audit, and tell Systems Manager of it; or show what would be told.")
            .addOption(
                Options.flag(
                    DRY_RUN, "Show exactly what would be sent, as JSON, and send nothing."))
            .addOption(Options.baseline())
            .addOption(Options.baselineAge())
            .addOption(Options.root());
    for (OptionSpec option : ReportOptions.all()) {
      specification.addOption(option);
    }
    return specification;
  }

  @Override
  public ExitCode run(Arguments arguments, Console console, Clock clock)
      throws Failure, IOException {
    Reporting reporting = new Reporting(arguments, console);
    Baseline baseline = Options.baselineOf(arguments, console, clock.instant(), reporting::pause);
    if (!arguments.flag(DRY_RUN)) {
      reporting.pauseBeforeAudit();
    }
    Instance instance = Instances.readWithRunning(arguments, console);
    Instant now = clock.instant();
    AuditResult audit =
        new AuditResult(
            instance,
            baseline,
            now,
            new Auditor(Controls.all(), baseline, now, Masker.HIDE).audit(instance));
    if (arguments.flag(DRY_RUN)) {
      console.report(reporting.preview(audit));
      return Instances.unlessForbidden(instance, console, ExitCode.COMPLIANT);
    }
    return reporting.report(
        audit, Instances.unlessForbidden(instance, console, ExitCode.COMPLIANT));
  }
}
