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

  /**
   * An option.
   *
   * @param fallback its value where it may stand alone; another one follows an equals sign
   */
  private record Option(
      String name, boolean takesValue, boolean repeatable, Optional<String> fallback) {}

  /** A command, with the commands below it by their first word. */
  private record Command(
      String name, Map<String, Option> options, int positionals, Map<String, Command> below) {}

  private final CommandLine commandLine;
  private final Command program;

  ArgumentModel(CommandLine commandLine) {
    this.commandLine = commandLine;
    this.program = command(commandLine.getCommandName(), commandLine);
  }

  private static Command command(String name, CommandLine line) {
    CommandSpec specification = line.getCommandSpec();
    Map<String, Option> options = new HashMap<>();
    for (OptionSpec option : specification.options()) {
      boolean takesValue = option.arity().max() > 0;
      for (String each : option.names()) {
        options.put(
            each,
            new Option(
                option.longestName(),
                takesValue,
                option.isMultiValue(),
                takesValue && option.arity().min() == 0
                    ? Optional.of(option.fallbackValue())
                    : Optional.empty()));
      }
    }
    boolean top = specification.parent() == null;
    Map<String, Command> below = new HashMap<>();
    line.getSubcommands()
        .forEach((verb, sub) -> below.put(verb, command(top ? verb : name + " " + verb, sub)));
    return new Command(name, options, positionals(specification), below);
  }

  private static int positionals(CommandSpec specification) {
    int most = 0;
    for (CommandLine.Model.PositionalParamSpec each : specification.positionalParameters()) {
      most = Math.max(most, each.index().max() + 1);
    }
    return most;
  }

  /** Reads a command line; picocli's exception says what is wrong with it. */
  Arguments read(String... words) {
    return plain(words).orElseGet(() -> careful(words));
  }

  /** Only what cannot mean anything else: exact names, values that are no options. */
  Optional<Arguments> plain(String... words) {
    Command command = program;
    int start = 0;
    while (start < words.length && command.below().containsKey(words[start])) {
      command = Optional.ofNullable(command.below().get(words[start])).orElseThrow();
      start++;
    }
    Map<String, List<String>> options = new HashMap<>();
    List<String> positionals = new ArrayList<>();
    for (int i = start; i < words.length; i++) {
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
      if (option.fallback().isPresent() && equals < 0) {
        values.add(option.fallback().get());
      } else if (option.takesValue()) {
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
            && (command.below().isEmpty() || words.length - start <= 1);
    return fits
        ? Optional.of(new Arguments(command.name(), options, positionals))
        : Optional.empty();
  }

  /**
   * By picocli, which keeps in its model what it reads: one command line at a time, where a JVM
   * runs several.
   */
  synchronized Arguments careful(String... words) {
    ParseResult chosen = commandLine.parseArgs(words);
    String name = program.name();
    while (chosen.hasSubcommand()) {
      chosen = chosen.subcommand();
      String verb = chosen.commandSpec().name();
      name = name.equals(program.name()) ? verb : name + " " + verb;
    }
    Map<String, List<String>> options = new HashMap<>();
    for (OptionSpec option : chosen.matchedOptions()) {
      options.put(
          option.longestName(),
          option.arity().max() > 0 ? List.copyOf(option.stringValues()) : List.of());
    }
    List<String> positionals =
        chosen.matchedPositionals().stream().flatMap(p -> p.stringValues().stream()).toList();
    return new Arguments(name, options, positionals);
  }
}
