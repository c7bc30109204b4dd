package io.ecsharden.cli;

import io.ecsharden.app.BaselineRequest;
import io.ecsharden.app.InstanceRoot;
import io.ecsharden.app.ReportFile;
import io.ecsharden.app.RunContext;
import io.ecsharden.report.Commands;
import io.ecsharden.report.Format;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options that several verbs have. */
final class Options {

  static final String OUTPUT = "--output";

  private static final String BASELINE = "--baseline";
  private static final String BASELINE_AGE = "--max-baseline-age";
  private static final String ROOT = "--root";
  private static final String FORMAT = "--format";
  private static final String REVEAL = "--reveal-secrets";

  private Options() {}

  static CommandSpec command(String name, String... description) {
    CommandSpec specification = CommandSpec.create().name(name);
    specification.usageMessage().description(description).sortOptions(false);
    return specification.addOption(help());
  }

  static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .description("Show this help.")
        .build();
  }

  static OptionSpec root() {
    return text(
        ROOT,
        "DIR",
        "Where the instance's file system is. Default: /. In a container, where the host is"
            + " mounted: /host.");
  }

  static OptionSpec baseline() {
    return choice(
        BASELINE,
        "BASELINE",
        "The desired state: default, strict, a file, - for standard input, or a parameter of"
            + " Systems Manager, ssm:/ecs-harden/baseline or ssm:/ecs-harden/baseline:7. Default:"
            + " /etc/ecs-harden/baseline.yaml where that is a file, else what ECS_HARDEN_BASELINE"
            + " names, else default.",
        List.of("default", "strict"));
  }

  static OptionSpec baselineAge() {
    return text(
        BASELINE_AGE,
        "TIME",
        "How old the kept copy of a baseline from Systems Manager may be when Systems Manager"
            + " cannot be reached. Default: 7d.");
  }

  static <R> OptionSpec format(List<Format<R>> formats) {
    return choice(
        FORMAT,
        "FORMAT",
        names(formats, "", " or ") + ". Default: " + formats.getFirst().id() + ".",
        formats.stream().map(Format::id).toList());
  }

  static OptionSpec output() {
    return text(
        OUTPUT,
        "FILE",
        "Write the report to this file and not to standard output: completely, or not at all.");
  }

  static OptionSpec reveal() {
    return flag(REVEAL, "Show secrets in the report.");
  }

  static OptionSpec text(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }

  /** A text with a few values, which a shell completes. */
  static OptionSpec choice(String name, String label, String description, List<String> values) {
    return OptionSpec.builder(name)
        .type(String.class)
        .paramLabel(label)
        .completionCandidates(values)
        .description(description)
        .build();
  }

  static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).type(boolean.class).arity("0").description(description).build();
  }

  static OptionSpec list(String name, String label, String description) {
    return list(name, label, description, List.of());
  }

  static OptionSpec list(String name, String label, String description, List<String> values) {
    return OptionSpec.builder(name)
        .completionCandidates(values)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .paramLabel(label)
        .arity("1")
        .description(description)
        .build();
  }

  /** The instance's root and everything else that a run needs from outside. */
  static RunContext context(Arguments arguments, Console console, Clock clock) throws Failure {
    return RunContext.live(
        rootOf(arguments), arguments.verb(), console.environment(), clock, console);
  }

  static InstanceRoot rootOf(Arguments arguments) throws Failure {
    return Failure.unlessDone(InstanceRoot.of(given(arguments, ROOT, "/")), ROOT);
  }

  static BaselineRequest baselineOf(Arguments arguments, Console console) throws Failure {
    Optional<String> name =
        arguments.value(BASELINE).isPresent()
            ? Optional.of(given(arguments, BASELINE, ""))
            : Optional.empty();
    return new BaselineRequest(
        name, Times.of(arguments, BASELINE_AGE, Duration.ofDays(7)), console.in());
  }

  /** A baseline that is an argument; the one at the default place where there is none. */
  static BaselineRequest baselineAt(Arguments arguments, int index, Console console)
      throws Failure {
    return new BaselineRequest(
        arguments.positionals().stream().skip(index).findFirst(),
        Times.of(arguments, BASELINE_AGE, Duration.ofDays(7)),
        console.in());
  }

  /** What a report suggests, with the options of this run. */
  static Commands commands(Arguments arguments) {
    StringBuilder goal = new StringBuilder();
    for (String option :
        List.of(
            BASELINE,
            BASELINE_AGE,
            ControlOptions.ONLY,
            ControlOptions.SKIP,
            FixOptions.RESTART,
            FixOptions.WAIT)) {
      for (String value : arguments.values(option)) {
        goal.append(Commands.option(option, value));
      }
    }
    String root = arguments.value(ROOT).map(dir -> Commands.option(ROOT, dir)).orElse("");
    return new Commands(root, goal.toString());
  }

  /** Whether a command line, right or wrong, asks for a report as JSON. */
  static boolean wantsJson(String... words) {
    for (int i = 0; i < words.length; i++) {
      boolean next = words[i].equals(FORMAT) && i + 1 < words.length;
      if (next && words[i + 1].equals("json") || words[i].equals(FORMAT + "=json")) {
        return true;
      }
    }
    return false;
  }

  static <R> ReportPrinter<R> printer(Arguments arguments, List<Format<R>> formats, Console console)
      throws Failure {
    return new ReportPrinter<>(
        formatOf(arguments, formats), outputOf(arguments), console, commands(arguments));
  }

  static Optional<ReportFile> outputOf(Arguments arguments) throws Failure {
    if (arguments.value(OUTPUT).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Failure.unlessDone(
            ReportFile.of(given(arguments, OUTPUT, ""), revealOf(arguments)), OUTPUT));
  }

  private static <R> Format<R> formatOf(Arguments arguments, List<Format<R>> formats)
      throws Failure {
    Optional<String> id = arguments.value(FORMAT);
    if (id.isEmpty()) {
      return formats.getFirst();
    }
    for (Format<R> format : formats) {
      if (format.id().equals(id.get())) {
        return format;
      }
    }
    throw Failure.usage(
        FORMAT
            + " "
            + id.get()
            + ": `"
            + arguments.verb()
            + "` has "
            + names(formats, "`", " and "));
  }

  private static <R> String names(List<Format<R>> formats, String quote, String last) {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < formats.size(); i++) {
      names.append(i == 0 ? "" : i == formats.size() - 1 ? last : ", ");
      names.append(quote).append(formats.get(i).id()).append(quote);
    }
    return names.toString();
  }

  static boolean revealOf(Arguments arguments) {
    return arguments.flag(REVEAL);
  }

  /** An option's value. An empty one comes from a variable that is not set. */
  private static String given(Arguments arguments, String option, String otherwise) throws Failure {
    String text = arguments.value(option).orElse(otherwise);
    if (text.isEmpty()) {
      throw Failure.usage(option + ": its value is empty");
    }
    return text;
  }
}
