package io.ecsharden.cli;

import io.ecsharden.app.Suggestion;
import io.ecsharden.app.Version;
import io.ecsharden.report.Commands;
import io.ecsharden.report.OutputText;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The whole command line, without a process: a test runs it with streams and a clock of its own.
 *
 * <p>picocli's model is made by hand rather than from annotations, and with every help text while
 * the image is built: a run needs no reflection and formats no help.
 */
final class Cli {

  static final String PROGRAM = "ecs-harden";

  private static final Map<String, Verb> VERBS = new LinkedHashMap<>();
  private static final CommandLine COMMAND_LINE;
  private static final ArgumentModel MODEL;
  private static final Map<String, OutputText> HELP = new LinkedHashMap<>();

  static {
    CommandSpec top =
        CommandSpec.create()
            .name(PROGRAM)
            .addOption(Options.help())
            .addOption(
                OptionSpec.builder("-V", "--version")
                    .versionHelp(true)
                    .description("Show the version, its commit, and the agent whose facts it has.")
                    .build());
    top.usageMessage()
        .description(
            "Shows the effective settings of an ECS container instance, compares them with a"
                + " baseline, and repairs what differs.");
    Map<String, List<Verb>> groups = new LinkedHashMap<>();
    groups.put(
        "Look",
        List.of(new AuditVerb(), new EffectiveVerb(), new ExposureVerb(), new ExplainVerb()));
    groups.put(
        "Repair",
        List.of(new FixVerb(), new BootstrapVerb(), new RollbackVerb(), new HistoryVerb()));
    groups.put("Report", List.of(new ReportVerb()));
    groups.put("Stay", List.of(new WatchVerb(), new HealthVerb()));
    groups.put("Prepare", List.of(new BaselineVerb(), new HelpVerb()));
    for (List<Verb> verbs : groups.values()) {
      for (Verb verb : verbs) {
        add(top, "", verb);
      }
    }
    HelpText.program(top, groups);
    // No @file arguments: a command line is what stands there, and nothing else is read for it.
    COMMAND_LINE = new CommandLine(top).setExpandAtFiles(false);
    MODEL = new ArgumentModel(COMMAND_LINE);
    help("", COMMAND_LINE);
  }

  private static void add(CommandSpec parent, String prefix, Verb verb) {
    CommandSpec specification = verb.specification();
    String name = prefix + specification.name();
    VERBS.put(name, verb);
    parent.addSubcommand(specification.name(), specification);
    for (Verb below : verb.below()) {
      add(specification, name + " ", below);
    }
  }

  private static void help(String name, CommandLine command) {
    HELP.put(name.isEmpty() ? PROGRAM : name, OutputText.words(HelpText.of(command)));
    command
        .getSubcommands()
        .forEach((verb, sub) -> help(name.isEmpty() ? verb : name + " " + verb, sub));
  }

  private final Console console;
  private final Clock clock;

  Cli(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  /** How command lines are read. */
  static ArgumentModel model() {
    return MODEL;
  }

  /** picocli's model, for what is made from it: completions and the manual page. */
  static CommandLine commandLine() {
    return COMMAND_LINE;
  }

  /** The help of a verb, or with an empty name of the program. */
  static OutputText help(String verb) throws Failure {
    String name = verb.isEmpty() ? PROGRAM : verb;
    return Optional.ofNullable(HELP.get(name))
        .orElseThrow(() ->
            Failure.usage("there is no verb `" + verb + "`" + Suggestion.orAll(verb, verbs())));
  }

  private static List<String> verbs() {
    return List.copyOf(VERBS.keySet());
  }

  /** Runs one command line. Never throws, and never prints a stack trace. */
  ExitCode run(String... arguments) {
    Console here = Options.wantsJson(arguments) ? console.withJsonMessages() : console;
    ExitCode code = attempt(here, arguments);
    return BootstrapVerb.isLenient(arguments) ? ExitCode.COMPLIANT : code;
  }

  private ExitCode attempt(Console here, String... arguments) {
    try {
      return execute(here, arguments);
    } catch (Failure e) {
      e.lines().forEach(line -> here.error(line, e.code()));
      return e.code();
    } catch (ParameterException e) {
      here.error(wrong(e), ExitCode.USAGE);
      return ExitCode.USAGE;
    } catch (IOException e) {
      here.error(
          "the report could not be written: " + e.getMessage(), ExitCode.REPORT_NOT_DELIVERED);
      return ExitCode.REPORT_NOT_DELIVERED;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      here.error(
          "internal error, please report it with the input that led to it: " + e + at(e),
          ExitCode.INTERNAL_ERROR);
      return ExitCode.INTERNAL_ERROR;
    }
  }

  private static String at(Throwable e) {
    return e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
  }

  /** What is wrong with a command line, what was probably intended, and where to look. */
  private static String wrong(ParameterException e) {
    String name = e.getCommandLine().getCommandSpec().qualifiedName(" ");
    String verb = name.equals(PROGRAM) ? "" : name.substring(PROGRAM.length() + 1);
    String message = String.valueOf(e.getMessage());
    if (e instanceof UnmatchedArgumentException unmatched) {
      String typed = unmatched.getUnmatched().getFirst();
      boolean option = typed.startsWith("-");
      List<String> known = new ArrayList<>();
      if (option) {
        e.getCommandLine().getCommandSpec().options().forEach(o -> known.add(o.longestName()));
      } else {
        known.addAll(e.getCommandLine().getSubcommands().keySet());
      }
      int equals = typed.indexOf('=');
      String what = equals < 0 ? typed : typed.substring(0, equals);
      String here = verb.isEmpty() ? "" : " for `" + verb + "`";
      message =
          option
              ? "there is no option " + what + here + Suggestion.of(what, known)
              : known.isEmpty()
                  ? "`" + typed + "` is one argument too many" + here
                  : "there is no verb `" + typed + "`" + here + Suggestion.of(typed, known);
    }
    return message
        + (message.endsWith("?") ? " See " : "; see ")
        + Commands.of(verb.isEmpty() ? "help" : "help " + verb);
  }

  private ExitCode execute(Console here, String... arguments) throws Failure, IOException {
    Arguments read = MODEL.read(arguments);
    if (read.flag(Arguments.VERSION)) {
      here.report(OutputText.words(Version.FULL));
      return ExitCode.COMPLIANT;
    }
    if (read.flag(Arguments.HELP) || read.verb().equals(PROGRAM)) {
      here.report(help(read.verb()));
      return ExitCode.COMPLIANT;
    }
    return Optional.ofNullable(VERBS.get(read.verb())).orElseThrow().run(read, here, clock);
  }
}
