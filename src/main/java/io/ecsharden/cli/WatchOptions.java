package io.ecsharden.cli;

import io.ecsharden.app.BaselineRequest;
import io.ecsharden.app.InstanceRoot;
import io.ecsharden.app.ReportFile;
import io.ecsharden.app.Restarts;
import io.ecsharden.app.Suggestion;
import io.ecsharden.report.log.LogFormat;
import io.ecsharden.watch.WatchRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/** Options of the daemon. */
final class WatchOptions {

  private static final String MODE = "--mode";
  private static final String INTERVAL = "--interval";
  private static final String REFRESH = "--baseline-refresh";
  private static final String PER_HOUR = "--restarts-per-hour";
  private static final String PAUSE = "--restart-pause";
  private static final String LOG = "--log-format";
  private static final String METRICS = "--metrics-file";

  private static final Duration INTERVAL_LEAST = Duration.ofSeconds(1);
  private static final Duration INTERVAL_MOST = Duration.ofHours(24);
  private static final int MOST_RESTARTS = 1000;

  private WatchOptions() {}

  static List<OptionSpec> all() {
    return List.of(
        Options.choice(
            MODE,
            "MODE",
            "audit only looks; fix also repairs, as `fix` does. Default: audit.",
            List.of("audit", "fix")),
        Options.text(
            INTERVAL,
            "TIME",
            "How often to look where no file changes: 90s, 5m or 1h. Default: 5m."),
        Options.text(
            REFRESH,
            "TIME",
            "How often a baseline from Systems Manager is read again. Default: 15m."),
        Options.text(
            PER_HOUR, "NUMBER", "Restart the agent at most NUMBER times an hour. Default: 3."),
        Options.text(PAUSE, "TIME", "The least time between two restarts. Default: 2m."),
        Options.choice(
            LOG,
            "FORMAT",
            "text, json, or emf: json with metrics that CloudWatch Logs reads. Default: text.",
            LogFormat.ids()),
        Options.text(
            METRICS,
            "FILE",
            "Write metrics to this file after each look, in Prometheus' text format."));
  }

  static WatchRequest of(Arguments arguments, Console console) throws Failure {
    InstanceRoot root = Options.rootOf(arguments);
    BaselineRequest baseline = Options.baselineOf(arguments, console);
    if (baseline.name().filter("-"::equals).isPresent()) {
      throw Failure.usage("--baseline -: `watch` reads its baseline again and again; name a file");
    }
    return new WatchRequest(
        root,
        console.environment(),
        baseline,
        repairs(arguments),
        time(arguments, INTERVAL, Duration.ofMinutes(5)),
        time(arguments, REFRESH, Duration.ofMinutes(15)),
        ReportOptions.of(arguments).request(),
        format(arguments),
        metrics(arguments));
  }

  private static Optional<WatchRequest.Repairs> repairs(Arguments arguments) throws Failure {
    String mode = arguments.value(MODE).orElse("audit");
    WatchRequest.Repairs repairs =
        new WatchRequest.Repairs(
            restarts(arguments),
            FixOptions.waitOf(arguments),
            perHour(arguments),
            Times.of(arguments, PAUSE, Duration.ofMinutes(2)),
            ControlOptions.onlyOf(arguments),
            ControlOptions.skipOf(arguments));
    return switch (mode) {
      case "audit" -> Optional.empty();
      case "fix" -> Optional.of(repairs);
      default -> throw Failure.usage(MODE + " " + mode + ": there are `audit` and `fix`");
    };
  }

  private static Restarts restarts(Arguments arguments) throws Failure {
    Restarts restarts = FixOptions.restartsOf(arguments);
    if (restarts == Restarts.DOCKER) {
      throw Failure.usage(
          FixOptions.RESTART
              + " docker: `watch` never restarts Docker; there are `never` and `agent`");
    }
    return restarts;
  }

  private static int perHour(Arguments arguments) throws Failure {
    String text = arguments.value(PER_HOUR).orElse("3");
    boolean number =
        !text.isEmpty() && text.length() <= 4 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!number || Integer.parseInt(text) > MOST_RESTARTS) {
      throw Failure.usage(PER_HOUR + " " + text + ": write a number from 0 to " + MOST_RESTARTS);
    }
    return Integer.parseInt(text);
  }

  private static Duration time(Arguments arguments, String option, Duration otherwise)
      throws Failure {
    Duration time = Times.of(arguments, option, otherwise);
    if (time.compareTo(INTERVAL_LEAST) < 0 || time.compareTo(INTERVAL_MOST) > 0) {
      throw Failure.usage(option + ": between 1s and 24h");
    }
    return time;
  }

  private static LogFormat format(Arguments arguments) throws Failure {
    Optional<String> id = arguments.value(LOG);
    if (id.isEmpty()) {
      return LogFormat.TEXT;
    }
    return LogFormat.named(id.get())
        .orElseThrow(() ->
            Failure.usage(
                LOG + " " + id.get() + ": unknown" + Suggestion.orAll(id.get(), LogFormat.ids())));
  }

  private static Optional<ReportFile> metrics(Arguments arguments) throws Failure {
    Optional<String> path = arguments.value(METRICS);
    return path.isEmpty()
        ? Optional.empty()
        : Optional.of(Failure.unlessDone(ReportFile.of(path.get(), false), METRICS));
  }
}
