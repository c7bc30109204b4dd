package io.ecsharden.watch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The executable as a daemon on a tree, started as its unit starts it, by a shell that has
 * something to do before.
 */
final class WatchProcess implements AutoCloseable {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Path UNIT = Path.of("ecs-config/units/ecs-harden.service");

  private final Path root;
  private final Path log;
  private final Process process;

  private WatchProcess(Path root, Path log, Process process) {
    this.root = root;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts one.
   *
   * @param above the command that the shell is run by, {@code unshare --mount}
   * @param before what the shell does; {@code $1} is the root
   */
  static WatchProcess start(Path root, List<String> above, String before, String... options)
      throws IOException {
    Path log = root.resolveSibling("log");
    List<String> command = new ArrayList<>(above);
    command.addAll(
        List.of(
            "sh",
            "-ec",
            before + "\nroot=$1; shift; exec \"$0\" " + verb() + " --root \"$root\" \"$@\"",
            Native.executable().toString(),
            root.toString()));
    command.addAll(List.of(options));
    return new WatchProcess(
        root,
        log,
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start());
  }

  /** {@code -XX:MaxNewSize=1m watch}: what the unit says to the program, without its variable. */
  private static String verb() throws IOException {
    return Files.readAllLines(UNIT).stream()
        .filter(line -> line.startsWith("ExecStart="))
        .flatMap(line -> Stream.of(line.split(" ")).skip(1))
        .filter(word -> !word.startsWith("$"))
        .collect(Collectors.joining(" "));
  }

  long pid() {
    return process.pid();
  }

  /** A file of the instance as the daemon sees it, with what is mounted for it alone. */
  Path path(String name) {
    return Path.of("/proc/" + process.pid() + "/root" + root, name);
  }

  void await(String text) throws Exception {
    await("`" + text + "`", () -> log().contains(text));
  }

  void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + SOON.toNanos();
    while (!condition.call()) {
      assertTrue(System.nanoTime() < end, what + " does not come:\n" + log());
      RunningDaemon.sleep(Duration.ofMillis(10));
    }
  }

  /** How often a text is in the log. */
  long count(String text) throws IOException {
    return log().lines().filter(line -> line.contains(text)).count();
  }

  String log() throws IOException {
    return Files.exists(log) ? Files.readString(log) : "";
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Sends it a signal, {@code TERM} say. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-s", name, Long.toString(pid())).start().waitFor();
  }

  /** The code that it exits with by itself. */
  int code() throws IOException, InterruptedException {
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it goes on:\n" + log());
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
