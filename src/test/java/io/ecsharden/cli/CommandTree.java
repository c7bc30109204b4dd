package io.ecsharden.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** picocli's model, as those need it who write completions and the manual page. */
record CommandTree(String path, CommandSpec specification, List<CommandTree> below) {

  /** The whole program. */
  static CommandTree program() {
    return of("", Cli.commandLine());
  }

  private static CommandTree of(String path, CommandLine line) {
    List<CommandTree> below = new ArrayList<>();
    line.getSubcommands()
        .forEach((verb, sub) -> below.add(of(path.isEmpty() ? verb : path + " " + verb, sub)));
    return new CommandTree(path, line.getCommandSpec(), below);
  }

  /** This command and all below it, each before those below it. */
  void each(Consumer<CommandTree> consumer) {
    consumer.accept(this);
    below.forEach(tree -> tree.each(consumer));
  }

  String name() {
    return specification.name();
  }

  String description() {
    return text(specification.usageMessage().description());
  }

  List<OptionSpec> options() {
    return specification.options();
  }

  List<PositionalParamSpec> positionals() {
    return specification.positionalParameters();
  }

  static boolean takesValue(OptionSpec option) {
    return option.arity().max() > 0;
  }

  static String text(String... lines) {
    return String.join(" ", lines);
  }

  /** The values that a shell offers; empty where there is no list of them. */
  static List<String> values(ArgSpec argument) {
    List<String> values = new ArrayList<>();
    if (argument.completionCandidates() != null) {
      argument.completionCandidates().forEach(values::add);
    }
    return values;
  }

  /** Whether a value may be a file, or for {@code DIR} a directory. */
  static boolean isFile(ArgSpec argument) {
    return switch (argument.paramLabel()) {
      case "FILE", "BASELINE", "BEFORE", "AFTER" -> true;
      default -> false;
    };
  }

  static boolean isDirectory(ArgSpec argument) {
    return argument.paramLabel().equals("DIR");
  }
}
