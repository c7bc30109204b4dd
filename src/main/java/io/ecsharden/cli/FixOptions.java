package io.ecsharden.cli;

import io.ecsharden.control.check.Controls;
import io.ecsharden.plan.Selection;
import io.ecsharden.repair.RestartLimit;
import io.ecsharden.report.Style;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;

/** Options of the verbs that change something. */
public final class FixOptions {

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
        "How long the agent may take to be ready for work after a restart, before the files are"
            + " put back: 90, 90s or 2m. Default: 120s.");
  }

  static OptionSpec only() {
    return list(ONLY, "Repair this control alone. Can be repeated, or a list with commas.");
  }

  static OptionSpec skip() {
    return list(SKIP, "Leave this control alone. Can be repeated, or a list with commas.");
  }

  private static OptionSpec list(String name, String description) {
    return OptionSpec.builder(name)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .paramLabel("CONTROL")
        .arity("1")
        .description(description)
        .build();
  }

  static RestartLimit limitOf(Arguments arguments) throws Failure {
    String text = arguments.value(RESTART).orElse("agent");
    Optional<RestartLimit> limit = RestartLimit.find(text);
    if (limit.isEmpty()) {
      throw usage(RESTART, text, "there are `never`, `agent` and `docker`");
    }
    return limit.get();
  }

  public static Duration waitOf(Arguments arguments) throws Failure {
    Duration time = Times.of(arguments, WAIT, WAIT_DEFAULT);
    if (time.compareTo(WAIT_MOST) > 0) {
      throw usage(WAIT, arguments.value(WAIT).orElse(""), "an hour is the most");
    }
    return time;
  }

  static Selection selectionOf(Arguments arguments) throws Failure {
    return new Selection(controls(arguments, ONLY), controls(arguments, SKIP));
  }

  private static Set<String> controls(Arguments arguments, String option) throws Failure {
    Set<String> ids = new LinkedHashSet<>();
    for (String value : arguments.values(option)) {
      for (String id : value.split(",", -1)) {
        if (Controls.find(id).isEmpty()) {
          throw usage(
              option,
              id,
              "there is no such control; there are " + String.join(", ", Controls.catalog().ids()));
        }
        ids.add(id);
      }
    }
    return ids;
  }

  private static Failure usage(String option, String value, String rule) {
    return new Failure(ExitCode.USAGE, option + " " + Style.safe(value) + ": " + rule);
  }
}
