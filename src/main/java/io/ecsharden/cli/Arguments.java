package io.ecsharden.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a command line says.
 *
 * @param verb the verb, with the one below it ({@code baseline check}), or the program's own name
 *     when there is none
 * @param options each option that was given, by its longest name, with its values; a flag has none
 * @param positionals what is no option
 */
public record Arguments(String verb, Map<String, List<String>> options, List<String> positionals) {

  static final String HELP = "--help";
  static final String VERSION = "--version";

  public Arguments {
    options = Map.copyOf(options);
    positionals = List.copyOf(positionals);
  }

  /** Whether a flag was given. */
  boolean flag(String name) {
    return options.containsKey(name);
  }

  /** The value of an option that is given once at most. */
  Optional<String> value(String name) {
    return values(name).stream().findFirst();
  }

  /** The values of an option that can be repeated, in order. */
  List<String> values(String name) {
    return options.getOrDefault(name, List.of());
  }
}
