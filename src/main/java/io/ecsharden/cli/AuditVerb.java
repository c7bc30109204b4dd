package io.ecsharden.cli;

import io.ecsharden.app.Instances;
import io.ecsharden.app.Reporting;
import io.ecsharden.baseline.Baseline;
import io.ecsharden.control.AuditResult;
import io.ecsharden.control.Auditor;
import io.ecsharden.control.Finding;
import io.ecsharden.control.check.Controls;
import io.ecsharden.report.JsonAudit;
import io.ecsharden.report.TextAudit;
import io.ecsharden.secrets.Masker;
import io.ecsharden.settings.Instance;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-harden audit}: findings and an exit code. */
final class AuditVerb implements Verb {

  private static final String EXIT_ZERO = "--exit-zero";

  @Override
  public CommandSpec specification() {
    CommandSpec specification =
        Options.command("audit", "Compare what the instance's programs take with a baseline.")
            .addOption(Options.baseline())
            .addOption(Options.baselineAge())
            .addOption(Options.root())
            .addOption(Options.format())
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
    boolean json = Options.isJson(arguments);
    Reporting reporting = new Reporting(arguments, console);
    Baseline baseline = Options.baselineOf(arguments, console, clock.instant(), reporting::pause);
    reporting.pauseBeforeAudit();
    Instance instance = Instances.readWithRunning(arguments, console);
    Instant now = clock.instant();
    List<Finding> findings =
        new Auditor(Controls.all(), baseline, now, Options.masker(arguments)).audit(instance);
    AuditResult report = new AuditResult(instance, baseline, now, findings);
    Optional<IOException> unprinted =
        console.tryReport(
            json
                ? JsonAudit.write(report, Version.TEXT)
                : TextAudit.write(report, console.style()));
    ExitCode code = arguments.flag(EXIT_ZERO) ? ExitCode.COMPLIANT : code(report);
    ExitCode all = Instances.unlessForbidden(instance, console, code);
    ExitCode told = reporting.isWanted() ? reporting.report(hidden(report, arguments), all) : all;
    if (unprinted.isPresent()) {
      throw unprinted.get();
    }
    return told;
  }

  /** What is told to others has no secrets, whatever is shown here. */
  private static AuditResult hidden(AuditResult report, Arguments arguments) {
    return Options.masker(arguments) == Masker.HIDE
        ? report
        : new AuditResult(
            report.instance(),
            report.baseline(),
            report.time(),
            new Auditor(Controls.all(), report.baseline(), report.time(), Masker.HIDE)
                .audit(report.instance()));
  }

  private static ExitCode code(AuditResult report) {
    if (report.hasDrift()) {
      return ExitCode.DRIFT;
    }
    return report.needsRestart() ? ExitCode.RESTART_PENDING : ExitCode.COMPLIANT;
  }
}
