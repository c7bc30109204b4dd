package io.ecsharden.cli;

import io.ecsharden.app.Baselines;
import io.ecsharden.app.ParameterBaseline;
import io.ecsharden.app.Reporting;
import io.ecsharden.aws.parameter.ParameterName;
import io.ecsharden.baseline.Baseline;
import io.ecsharden.machine.Deadline;
import io.ecsharden.report.Style;
import io.ecsharden.secrets.Masker;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options that several verbs have. */
public final class Options {

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
    return text(
        BASELINE,
        "NAME|FILE|ssm:NAME",
        "The desired state: default, strict, a file, or a parameter of Systems Manager,"
            + " ssm:/ecs-harden/baseline or ssm:/ecs-harden/baseline:7. Default: default.");
  }

  static OptionSpec baselineAge() {
    return text(
        BASELINE_AGE,
        "TIME",
        "How old the copy of a baseline from Systems Manager may be when that cannot be reached."
            + " Default: 7d.");
  }

  /**
   * The baseline that is asked for.
   *
   * @param first what to do before Systems Manager is asked
   */
  static Baseline baselineOf(Arguments arguments, Console console, Instant now, Runnable first)
      throws Failure {
    String name = given(arguments, BASELINE, "default");
    Duration oldest = Times.of(arguments, BASELINE_AGE, Duration.ofDays(7));
    if (!name.startsWith(ParameterName.PREFIX)) {
      return Baselines.load(name, console);
    }
    ParameterName parameter =
        ParameterName.parse(name)
            .orElseThrow(() ->
                new Failure(
                    ExitCode.USAGE,
                    BASELINE + " " + Style.safe(name) + ": this is no name of a parameter"));
    Path root = rootOf(arguments);
    ReportOptions options = ReportOptions.of(arguments);
    first.run();
    ParameterBaseline source =
        new ParameterBaseline(
            parameter,
            Reporting.settings(options, console, root, Deadline.in(options.timeout())),
            root,
            oldest,
            now);
    return Baselines.load(name, source, console);
  }

  static OptionSpec format() {
    return text(FORMAT, "FORMAT", "text or json. Default: text.");
  }

  static OptionSpec reveal() {
    return flag(REVEAL, "Show secrets instead of " + Masker.MASK + ".");
  }

  static OptionSpec text(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }

  static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).type(boolean.class).arity("0").description(description).build();
  }

  /** An option's value; nothing between quotes is a variable that was not set, and no name. */
  private static String given(Arguments arguments, String option, String otherwise) throws Failure {
    String text = arguments.value(option).orElse(otherwise);
    if (text.isEmpty()) {
      throw new Failure(ExitCode.USAGE, option + ": its value is empty");
    }
    return text;
  }

  /** A folder that exists, with its links resolved. */
  public static Path rootOf(Arguments arguments) throws Failure {
    String text = given(arguments, ROOT, "/");
    try {
      Path root = Path.of(text);
      if (Files.isDirectory(root)) {
        return root.toRealPath();
      }
      if (Files.exists(root)) {
        throw new Failure(ExitCode.USAGE, ROOT + " " + text + ": this is not a directory");
      }
      throw new Failure(
          ExitCode.USAGE, ROOT + " " + text + ": no such directory, or no permission to look");
    } catch (InvalidPathException e) {
      throw new Failure(ExitCode.USAGE, ROOT + ": this is not a path");
    } catch (AccessDeniedException e) {
      throw new Failure(ExitCode.NO_PERMISSION, ROOT + " " + text + ": permission denied");
    } catch (IOException e) {
      throw new Failure(
          ExitCode.NO_PERMISSION,
          ROOT + " " + text + ": it cannot be looked at: " + e.getMessage());
    }
  }

  static boolean isJson(Arguments arguments) throws Failure {
    String format = arguments.value(FORMAT).orElse("text");
    return switch (format) {
      case "json" -> true;
      case "text" -> false;
      default ->
          throw new Failure(
              ExitCode.USAGE, FORMAT + " " + Style.safe(format) + ": there are `text` and `json`");
    };
  }

  static Masker masker(Arguments arguments) {
    return arguments.flag(REVEAL) ? Masker.REVEAL : Masker.HIDE;
  }
}
