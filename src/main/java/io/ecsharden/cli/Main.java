package io.ecsharden.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The program. Every verb so far is one-shot: it runs straight from here, without a Quarkus
 * application being started ({@code docs/adr/0002-one-shot-path.md}).
 */
@QuarkusMain
public final class Main {

  private Main() {}

  /** The only place that ends the process. */
  public static void main(String... arguments) {
    Console console =
        new Console(
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err),
            isTerminal(),
            System.getenv());
    System.exit(new Cli(console, Clock.systemUTC()).run(arguments).code());
  }

  /** Where standard output leads, without a native call of our own. */
  private static boolean isTerminal() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException e) {
      return false;
    }
  }
}
