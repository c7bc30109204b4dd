package io.ecsharden.cli;

import io.ecsharden.app.Restarts;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** Options of the verbs that change something. */
final class FixOptions {

  static final String RESTART = "--restart";
  static final String WAIT = "--wait";

  private static final Duration WAIT_DEFAULT = Duration.ofSeconds(120);
  private static final Duration WAIT_MOST = Duration.ofHours(1);

  private FixOptions() {}

  static OptionSpec restart() {
    return Options.choice(
        RESTART,
        "WHAT",
        "What may be restarted: never, agent, or docker with every container. Default: agent, unless"
            + " that would do harm (an edit of somebody else would take effect, for example).",
        List.of("never", "agent", "docker"));
  }

  static OptionSpec waiting() {
    return Options.text(
        WAIT,
        "TIME",
        "How long the agent may take to be ready after a restart, before the files are put back:"
            + " 90, 90s or 2m. Default: 120s.");
  }

  static Restarts restartsOf(Arguments arguments) throws Failure {
    if (arguments.value(RESTART).isEmpty()) {
      return Restarts.SAFE;
    }
    String text = arguments.value(RESTART).get();
    return switch (text) {
      case "never" -> Restarts.NEVER;
      case "agent" -> Restarts.AGENT;
      case "docker" -> Restarts.DOCKER;
      default -> throw usage(RESTART, text, "there are `never`, `agent` and `docker`");
    };
  }

  static Duration waitOf(Arguments arguments) throws Failure {
    Duration time = Times.of(arguments, WAIT, WAIT_DEFAULT);
    if (time.compareTo(WAIT_MOST) > 0) {
      throw usage(WAIT, arguments.value(WAIT).orElse(""), "an hour is the most");
    }
    return time;
  }

  private static Failure usage(String option, String value, String rule) {
    return Failure.usage(option + " " + value + ": " + rule);
  }
}
