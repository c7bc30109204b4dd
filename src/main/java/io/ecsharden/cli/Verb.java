package io.ecsharden.cli;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** A verb of the command line. Its specification is made while the image is built. */
interface Verb {

  /** Name, options and help. */
  CommandSpec specification();

  /** The verbs below it: {@code check} below {@code baseline}. */
  default List<Verb> below() {
    return List.of();
  }

  /** Does it. */
  ExitCode run(Arguments arguments, Console console, Clock clock) throws Failure, IOException;
}
