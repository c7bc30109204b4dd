package io.ecsharden.cli;

import io.ecsharden.app.BaselineRequest;
import io.ecsharden.app.Baselines;
import io.ecsharden.app.RunContext;
import io.ecsharden.report.BaselineReport;
import io.ecsharden.report.Format;
import io.ecsharden.report.Formats;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ecs-harden baseline check} and {@code show}: a report on one baseline. */
final class BaselineReportVerb implements Verb {

  private final String name;
  private final String description;
  private final List<Format<BaselineReport>> formats;

  private BaselineReportVerb(
      String name, String description, List<Format<BaselineReport>> formats) {
    this.name = name;
    this.description = description;
    this.formats = formats;
  }

  /** Whether a baseline can be used. */
  static Verb check() {
    return new BaselineReportVerb(
        "check",
        "Check a baseline: every mistake with its line, and what looks like one. Needs no"
            + " instance.",
        Formats.BASELINE_CHECK);
  }

  /** A baseline with all that it extends. */
  static Verb show() {
    return new BaselineReportVerb(
        "show",
        "Merge a baseline with all that it extends, and print it as one baseline.",
        Formats.BASELINE_SHOW);
  }

  @Override
  public CommandSpec specification() {
    return Options.command(name, description)
        .addPositional(
            BaselineVerb.positional(
                "BASELINE",
                0,
                "0..1",
                "The baseline, as after --baseline. Default: the one that audit would use."))
        .addOption(Options.baselineAge())
        .addOption(Options.format(formats))
        .addOption(Options.output());
  }

  @Override
  public ExitCode run(Arguments arguments, Console console, Clock clock)
      throws Failure, IOException {
    RunContext context = Options.context(arguments, console, clock);
    ReportPrinter<BaselineReport> printer = Options.printer(arguments, formats, console);
    BaselineRequest request = Options.baselineAt(arguments, 0, console);
    printer.print(Failure.unlessDone(Baselines.read(context, request)));
    return ExitCode.COMPLIANT;
  }
}
