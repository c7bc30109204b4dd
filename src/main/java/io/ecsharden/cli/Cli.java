package io.ecsharden.cli;

import io.ecsharden.app.Version;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * The whole command line, without a process: a test runs it with streams and a clock of its own.
 *
 * <p>picocli's model is made by hand rather than from annotations, and with every help text while
 * the image is built: a run needs no reflection and formats no help.
 */
final class Cli {

  /** Less than that of picocli's help, which breaks longer lines without an indent. */
  private static final int HELP_WIDTH = 78;

  private static final Map<String, Verb> VERBS = new LinkedHashMap<>();
  private static final ArgumentModel MODEL;
  private static final Map<String, String> HELP = new LinkedHashMap<>();

  static {
    CommandSpec top =
        CommandSpec.create()
            .name("ecs-harden")
            .addOption(Options.help())
            .addOption(
                OptionSpec.builder("-V", "--version")
                    .versionHelp(true)
                    .description("Show the version.")
                    .build());
    top.usageMessage()
        .description(
            "Shows the effective settings of an ECS container instance, compares them with a"
                + " baseline, and repairs what differs.")
        .footer(exitCodes());
    for (Verb verb :
        List.of(
            new AuditVerb(),
            new FixVerb(),
            new RollbackVerb(),
            new HistoryVerb(),
            new ReportVerb(),
            new EffectiveVerb(),
            new ExplainVerb())) {
      CommandSpec specification = verb.specification();
      VERBS.put(specification.name(), verb);
      top.addSubcommand(specification.name(), specification);
    }
    // No @file arguments: a command line is what stands there, and nothing else is read for it.
    CommandLine commandLine = new CommandLine(top).setExpandAtFiles(false);
    MODEL = new ArgumentModel(commandLine);
    HELP.put(top.name(), commandLine.getUsageMessage(Ansi.OFF));
    commandLine
        .getSubcommands()
        .forEach((name, command) -> HELP.put(name, command.getUsageMessage(Ansi.OFF)));
  }

  /** The table of exit codes, with the lines of a meaning below each other. */
  private static String[] exitCodes() {
    List<String> lines = new ArrayList<>(List.of("", "Exit codes:"));
    for (ExitCode code : ExitCode.values()) {
      String number = Integer.toString(code.code());
      StringBuilder line = new StringBuilder("    ".substring(number.length())).append(number);
      line.append(' ');
      for (String word : code.meaning().split(" ")) {
        if (line.length() + 1 + word.length() > HELP_WIDTH) {
          lines.add(line.toString());
          line = new StringBuilder("     ");
        }
        line.append(' ').append(word);
      }
      lines.add(line.toString());
    }
    return lines.toArray(String[]::new);
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

  /** Runs one command line. Never throws, and never prints a stack trace. */
  ExitCode run(String... arguments) {
    try {
      return execute(arguments);
    } catch (Failure e) {
      e.lines().forEach(console::error);
      return e.code();
    } catch (ParameterException e) {
      String name = e.getCommandLine().getCommandName();
      String help = name.equals("ecs-harden") ? name : "ecs-harden " + name;
      console.error(e.getMessage() + "; see `" + help + " --help`");
      return ExitCode.USAGE;
    } catch (IOException e) {
      console.error("the report could not be written: " + e.getMessage());
      return ExitCode.REPORT_NOT_DELIVERED;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      console.error("internal error, please report it with the input that led to it: " + e + at(e));
      return ExitCode.INTERNAL_ERROR;
    }
  }

  private static String at(Throwable e) {
    return e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
  }

  private ExitCode execute(String... arguments) throws Failure, IOException {
    Arguments read = MODEL.read(arguments);
    if (read.flag(Arguments.VERSION)) {
      console.report("ecs-harden " + Version.TEXT + "\n");
      return ExitCode.COMPLIANT;
    }
    if (read.flag(Arguments.HELP)) {
      console.report(HELP.getOrDefault(read.verb(), ""));
      return ExitCode.COMPLIANT;
    }
    Verb verb = VERBS.get(read.verb());
    if (verb == null) {
      console.error(
          "there is no verb; use one of " + String.join(", ", VERBS.keySet()) + "; see --help");
      return ExitCode.USAGE;
    }
    return verb.run(read, console, clock);
  }
}
