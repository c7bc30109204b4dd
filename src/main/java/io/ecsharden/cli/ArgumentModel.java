package io.ecsharden.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Reads command lines by picocli's model, and those that are plainly right without picocli's code:
 * that spares a run 2 MiB and half a millisecond ({@code docs/adr/0002-one-shot-path.md}). Whatever
 * is not plainly right goes to picocli, which alone decides what is wrong and says so.
 */
final class ArgumentModel {

  private record Option(String name, boolean takesValue, boolean repeatable) {}

  private record Command(Map<String, Option> options, int positionals) {}

  private final CommandLine commandLine;
  private final String program;
  private final Map<String, Command> commands = new HashMap<>();

  ArgumentModel(CommandLine commandLine) {
    this.commandLine = commandLine;
    this.program = commandLine.getCommandName();
    commands.put(program, command(commandLine.getCommandSpec()));
    commandLine
        .getSubcommands()
        .forEach((name, verb) -> commands.put(name, command(verb.getCommandSpec())));
  }

  private static Command command(CommandSpec specification) {
    Map<String, Option> options = new HashMap<>();
    for (OptionSpec option : specification.options()) {
      boolean takesValue = option.arity().max() > 0;
      for (String name : option.names()) {
        options.put(name, new Option(option.longestName(), takesValue, option.isMultiValue()));
      }
    }
    return new Command(options, specification.positionalParameters().size());
  }

  /** Reads a command line; picocli's exception says what is wrong with it. */
  Arguments read(String... words) {
    return plain(words).orElseGet(() -> careful(words));
  }

  /** Only what cannot mean anything else: exact names, values that are no options. */
  Optional<Arguments> plain(String... words) {
    boolean verb = words.length > 0 && commands.containsKey(words[0]) && !words[0].equals(program);
    String name = verb ? words[0] : program;
    Command command = Optional.ofNullable(commands.get(name)).orElseThrow();
    Map<String, List<String>> options = new HashMap<>();
    List<String> positionals = new ArrayList<>();
    for (int i = verb ? 1 : 0; i < words.length; i++) {
      String word = words[i];
      if (word.isEmpty() || word.charAt(0) != '-') {
        positionals.add(word);
        continue;
      }
      int equals = word.startsWith("--") ? word.indexOf('=') : -1;
      Option option = command.options().get(equals < 0 ? word : word.substring(0, equals));
      if (option == null || (options.containsKey(option.name()) && !option.repeatable())) {
        return Optional.empty();
      }
      List<String> values = options.computeIfAbsent(option.name(), key -> new ArrayList<>());
      if (option.takesValue()) {
        String value =
            equals >= 0 ? word.substring(equals + 1) : i + 1 < words.length ? words[++i] : "";
        if (value.isEmpty() || value.charAt(0) == '-') {
          return Optional.empty();
        }
        values.add(value);
      } else if (equals >= 0) {
        return Optional.empty();
      }
    }
    boolean fits =
        positionals.size() <= command.positionals()
            && positionals.stream().noneMatch(String::isEmpty)
            && (verb || words.length == 1);
    return fits ? Optional.of(new Arguments(name, options, positionals)) : Optional.empty();
  }

  /**
   * By picocli, which keeps in its model what it reads: one command line at a time, where a JVM
   * runs several.
   */
  synchronized Arguments careful(String... words) {
    ParseResult top = commandLine.parseArgs(words);
    ParseResult chosen = top.hasSubcommand() ? top.subcommand() : top;
    Map<String, List<String>> options = new HashMap<>();
    for (OptionSpec option : chosen.matchedOptions()) {
      options.put(
          option.longestName(),
          option.arity().max() > 0 ? List.copyOf(option.stringValues()) : List.of());
    }
    List<String> positionals =
        chosen.matchedPositionals().stream().flatMap(p -> p.stringValues().stream()).toList();
    return new Arguments(chosen.commandSpec().name(), options, positionals);
  }
}
