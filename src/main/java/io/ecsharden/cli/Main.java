package io.ecsharden.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The program. Every verb, the daemon too, runs straight from here, without a Quarkus application
 * being started ({@code docs/adr/0002-one-shot-path.md}, {@code docs/adr/0025-daemon.md}).
 */
@QuarkusMain
public final class Main {

  private Main() {}

  /** The only place that ends the process. */
  public static void main(String... arguments) {
    Console console =
        new Console(
            new FileInputStream(FileDescriptor.in),
            standardOutput(),
            new FileOutputStream(FileDescriptor.err),
            isTerminal(),
            System.getenv(),
            false);
    System.exit(new Cli(console, Clock.systemUTC()).run(arguments).code());
  }

  /**
   * Standard output. Where it is closed, the first file that is opened gets its number, and Java
   * turns that into /dev/null on close: a report would vanish, and nobody would know.
   */
  private static OutputStream standardOutput() {
    Path descriptors = Path.of("/proc/self/fd");
    boolean closed =
        Files.isDirectory(descriptors) && !Files.isSymbolicLink(descriptors.resolve("1"));
    return closed ? new Closed() : new FileOutputStream(FileDescriptor.out);
  }

  private static final class Closed extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("standard output is closed");
    }
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
