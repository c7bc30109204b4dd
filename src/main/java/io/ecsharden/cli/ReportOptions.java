package io.ecsharden.cli;

import io.ecsharden.aws.connection.SsmSettings;
import io.ecsharden.report.Style;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Who is told of an audit, and how.
 *
 * @param ssm whether Systems Manager is told
 * @param timeout for everything that telling takes
 * @param jitter up to how long to wait first, so that a fleet does not arrive together
 * @param heartbeat how often an unchanged audit is told again
 * @param required whether a report that is not delivered fails the run
 * @param inventoryFile whether SSM Agent is left a file of inventory
 */
public record ReportOptions(
    boolean ssm,
    Duration timeout,
    Duration jitter,
    Duration heartbeat,
    boolean required,
    boolean inventoryFile,
    Optional<String> instanceId,
    Optional<String> region) {

  private static final Duration LONGEST = Duration.ofHours(24);

  private static final String REPORT = "--report";
  private static final String TIMEOUT = "--report-timeout";
  private static final String JITTER = "--report-jitter";
  private static final String HEARTBEAT = "--report-heartbeat";
  private static final String REQUIRED = "--report-required";
  private static final String INVENTORY_FILE = "--inventory-file";
  private static final String INSTANCE = "--instance-id";
  private static final String REGION = "--region";

  /** The options, for a verb that can report. */
  static List<OptionSpec> all() {
    return List.of(
        Options.text(REPORT, "SINK", "Tell it: ssm, for Systems Manager. Default: nobody."),
        Options.text(
            TIMEOUT,
            "TIME",
            "How long telling may take; what is not delivered by then is kept for the next run."
                + " Default: 10s."),
        Options.text(
            JITTER,
            "TIME",
            "Wait a random time up to this before the audit that is told. Default: 0s."),
        Options.text(
            HEARTBEAT,
            "TIME",
            "Tell an audit that has not changed as often as this. Default: 24h."),
        Options.flag(REQUIRED, "Exit with 74 when the report is not delivered."),
        Options.flag(
            INVENTORY_FILE,
            "Leave a file of custom inventory for SSM Agent, which needs no permission. Never changes"
                + " the exit code."),
        Options.text(INSTANCE, "ID", "This instance for Systems Manager: i-… or mi-…."),
        Options.text(REGION, "REGION", "The region of Systems Manager."));
  }

  public static ReportOptions of(Arguments arguments) throws Failure {
    Optional<String> sink = arguments.value(REPORT);
    if (sink.isPresent() && !sink.get().equals("ssm")) {
      throw new Failure(ExitCode.USAGE, REPORT + " " + Style.safe(sink.get()) + ": there is `ssm`");
    }
    if (arguments.flag(REQUIRED) && sink.isEmpty() && !arguments.verb().equals(ReportVerb.NAME)) {
      throw new Failure(ExitCode.USAGE, REQUIRED + ": nobody is told without " + REPORT + " ssm");
    }
    Duration timeout = Times.of(arguments, TIMEOUT, Duration.ofSeconds(10));
    if (timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
      throw new Failure(ExitCode.USAGE, TIMEOUT + ": between 1s and 24h");
    }
    Duration jitter = Times.of(arguments, JITTER, Duration.ZERO);
    if (jitter.compareTo(timeout) >= 0 && !jitter.isZero()) {
      throw new Failure(
          ExitCode.USAGE, JITTER + ": it is part of " + TIMEOUT + ", and has to be shorter");
    }
    return new ReportOptions(
        sink.isPresent(),
        timeout,
        jitter,
        Times.of(arguments, HEARTBEAT, Duration.ofHours(24)),
        arguments.flag(REQUIRED),
        arguments.flag(INVENTORY_FILE),
        instanceId(arguments),
        region(arguments));
  }

  private static Optional<String> instanceId(Arguments arguments) throws Failure {
    Optional<String> id = arguments.value(INSTANCE);
    if (id.isPresent() && !SsmSettings.isInstanceId(id.get())) {
      throw new Failure(
          ExitCode.USAGE,
          INSTANCE
              + " "
              + Style.safe(id.get())
              + ": write i-… with 8 or 17 digits, or mi-… with 17");
    }
    return id;
  }

  private static Optional<String> region(Arguments arguments) throws Failure {
    Optional<String> region = arguments.value(REGION);
    if (region.isPresent() && !region.get().chars().allMatch(ReportOptions::isInRegion)) {
      throw new Failure(
          ExitCode.USAGE,
          REGION + " " + Style.safe(region.get()) + ": write eu-central-1 or alike");
    }
    return region;
  }

  private static boolean isInRegion(int c) {
    return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
  }
}
