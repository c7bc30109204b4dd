package io.ecsharden.cli;

import io.ecsharden.app.Audit;
import io.ecsharden.app.ReportDelivery;
import io.ecsharden.app.ReportRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Who gets an audit, and how.
 *
 * @param required whether a report that is not delivered fails the run
 */
record ReportOptions(ReportRequest request, boolean required) {

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
    List<OptionSpec> all = new ArrayList<>(sending());
    all.add(Options.flag(REQUIRED, "Exit with 74 when the report is not delivered."));
    return all;
  }

  /** Those without the one for the exit code, for a verb that does not end with a report. */
  static List<OptionSpec> sending() {
    return List.of(
        Options.text(
            REPORT, "SINK", "Send the audit to: ssm, for Systems Manager. Default: to nobody."),
        Options.text(
            TIMEOUT,
            "TIME",
            "How long sending may take. What is not delivered by then is kept for the next run."
                + " Default: 10s."),
        Options.text(
            JITTER,
            "TIME",
            "Wait a random time up to this before an audit that is sent. Default: 0s."),
        Options.text(
            HEARTBEAT,
            "TIME",
            "Send an audit that has not changed again after this time. Default: 24h."),
        Options.flag(
            INVENTORY_FILE,
            "Leave a file of custom inventory for SSM Agent, which needs no permission. Never changes"
                + " the exit code."),
        Options.text(INSTANCE, "ID", "This instance for Systems Manager: i-… or mi-…."),
        Options.text(REGION, "REGION", "The region of Systems Manager."));
  }

  /** Parses them for a verb that reports when it is asked to. */
  static ReportOptions of(Arguments arguments) throws Failure {
    ReportOptions options = parsed(arguments, sink(arguments));
    if (options.required() && !options.request().send()) {
      throw Failure.usage(REQUIRED + ": nothing is sent without " + REPORT + " ssm");
    }
    return options;
  }

  /**
   * Parses them for the verb that reports without {@code --report}.
   *
   * @param send whether it sends, and not only shows what it would send
   */
  static ReportOptions of(Arguments arguments, boolean send) throws Failure {
    sink(arguments);
    return parsed(arguments, send);
  }

  private static boolean sink(Arguments arguments) throws Failure {
    Optional<String> sink = arguments.value(REPORT);
    if (sink.isPresent() && !sink.get().equals("ssm")) {
      throw Failure.usage(REPORT + " " + sink.get() + ": there is `ssm`");
    }
    return sink.isPresent();
  }

  private static ReportOptions parsed(Arguments arguments, boolean send) throws Failure {
    Duration timeout = Times.of(arguments, TIMEOUT, Duration.ofSeconds(10));
    if (timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
      throw Failure.usage(TIMEOUT + ": between 1s and 24h");
    }
    Duration jitter = Times.of(arguments, JITTER, Duration.ZERO);
    if (jitter.compareTo(timeout) >= 0 && !jitter.isZero()) {
      throw Failure.usage(JITTER + ": it is part of " + TIMEOUT + ", and has to be shorter");
    }
    return new ReportOptions(
        new ReportRequest(
            send,
            timeout,
            jitter,
            Times.of(arguments, HEARTBEAT, Duration.ofHours(24)),
            arguments.flag(INVENTORY_FILE),
            instanceId(arguments),
            region(arguments)),
        arguments.flag(REQUIRED));
  }

  /**
   * Delivers an audit.
   *
   * @param code what the run exits with otherwise
   */
  ExitCode deliver(ReportDelivery delivery, Audit.Done audit, ExitCode code) {
    return switch (delivery.deliver(audit)) {
      case NOT_DELIVERED -> required ? ExitCode.REPORT_NOT_DELIVERED : code;
      case DELIVERED, NOT_REQUESTED -> code;
    };
  }

  private static Optional<String> instanceId(Arguments arguments) throws Failure {
    Optional<String> id = arguments.value(INSTANCE);
    if (id.isPresent() && !ReportRequest.isInstanceId(id.get())) {
      throw Failure.usage(
          INSTANCE + " " + id.get() + ": write i-… with 8 or 17 digits, or mi-… with 17");
    }
    return id;
  }

  private static Optional<String> region(Arguments arguments) throws Failure {
    Optional<String> region = arguments.value(REGION);
    if (region.isPresent() && !region.get().chars().allMatch(ReportOptions::isInRegion)) {
      throw Failure.usage(REGION + " " + region.get() + ": write a name such as eu-central-1");
    }
    return region;
  }

  private static boolean isInRegion(int c) {
    return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
  }
}
