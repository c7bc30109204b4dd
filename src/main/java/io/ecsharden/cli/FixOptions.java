package io.ecsharden.cli;

import io.ecsharden.app.Fix;
import io.ecsharden.app.Restarts;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;

/** Options of the verbs that change something. */
final class FixOptions {

  private static final String RESTART = "--restart";
  private static final String WAIT = "--wait";
  private static final String ONLY = "--only";
  private static final String SKIP = "--skip";

  private static final Duration WAIT_DEFAULT = Duration.ofSeconds(120);
  private static final Duration WAIT_MOST = Duration.ofHours(1);

  private FixOptions() {}

  static OptionSpec restart() {
    return Options.text(
        RESTART,
        "WHAT",
        "What may be restarted: never, agent, or docker with every container. Default: agent.");
  }

  static OptionSpec waiting() {
    return Options.text(
        WAIT,
        "TIME",
        "How long the agent may take to be ready after a restart, before the files are put back:"
            + " 90, 90s or 2m. Default: 120s.");
  }

  static OptionSpec only() {
    return Options.list(
        ONLY, "CONTROL", "Repair this control alone. Can be repeated, or a list with commas.");
  }

  static OptionSpec skip() {
    return Options.list(
        SKIP, "CONTROL", "Leave this control alone. Can be repeated, or a list with commas.");
  }

  static Restarts restartsOf(Arguments arguments) throws Failure {
    String text = arguments.value(RESTART).orElse("agent");
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

  static Set<String> onlyOf(Arguments arguments) throws Failure {
    return controls(arguments, ONLY);
  }

  static Set<String> skipOf(Arguments arguments) throws Failure {
    return controls(arguments, SKIP);
  }

  private static Set<String> controls(Arguments arguments, String option) throws Failure {
    Set<String> ids = new LinkedHashSet<>();
    for (String value : arguments.values(option)) {
      for (String id : value.split(",", -1)) {
        if (!Fix.controls().contains(id)) {
          throw usage(
              option,
              id,
              "there is no such control; there are " + String.join(", ", Fix.controls()));
        }
        ids.add(id);
      }
    }
    return ids;
  }

  private static Failure usage(String option, String value, String rule) {
    return Failure.usage(option + " " + value + ": " + rule);
  }
}
