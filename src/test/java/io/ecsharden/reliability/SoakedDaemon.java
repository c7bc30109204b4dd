package io.ecsharden.reliability;

import io.ecsharden.Native;
import io.ecsharden.ProcessCost;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** The executable as a daemon on a tree: what its log says, and what it costs. */
final class SoakedDaemon implements AutoCloseable {

  /** On however slow a machine. */
  private static final Duration SOON = Duration.ofMinutes(10);

  private static final String RIGHT = "true";

  /** What the process has now; memory in KiB. */
  record Cost(int resident, int own, int descriptors, int threads) {}

  private final Tree tree;
  private final Path log;
  private final List<String> command;
  private final Map<String, String> environment;
  private final List<String> lines = new ArrayList<>();
  private Process process;
  private long read;
  private int mark;

  SoakedDaemon(Tree tree, Map<String, String> environment, String... options) throws IOException {
    this.tree = tree;
    this.log = tree.root().resolveSibling("log");
    this.environment = environment;
    this.command =
        new ArrayList<>(
            List.of(
                Native.executable().toString(),
                "-XX:MaxNewSize=1m",
                "watch",
                "--mode",
                "fix",
                "--root",
                tree.root().toString()));
    command.addAll(List.of(options));
    this.process = start();
  }

  /** A configuration with this value in it, and a number that nothing else has. */
  static String config(int number, String value) {
    return "ECS_CLUSTER=soak\n# " + number + "\nECS_AWSVPC_BLOCK_IMDS=" + value + "\n# end\n";
  }

  static String right(int number) {
    return config(number, RIGHT);
  }

  Process start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    process = builder.start();
    return process;
  }

  Tree tree() {
    return tree;
  }

  /** Puts a text in the place of the configuration, as a whole. */
  void replace(String text) throws IOException {
    Path next = tree.root().resolveSibling("next");
    Files.writeString(next, text);
    Files.move(next, tree.path(Tree.CONFIG), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Lines of the log from here on count. */
  SoakedDaemon mark() throws IOException {
    readLog();
    mark = lines.size();
    return this;
  }

  /** How many lines since the mark have a text. */
  int count(String text) throws IOException {
    readLog();
    int count = 0;
    for (String line : lines.subList(mark, lines.size())) {
      count += line.contains(text) ? 1 : 0;
    }
    return count;
  }

  private void readLog() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      byte[] bytes = new byte[(int) (file.length() - read)];
      file.seek(read);
      file.readFully(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      int end = text.lastIndexOf('\n') + 1;
      read += text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
      text.substring(0, end).lines().forEach(lines::add);
    }
  }

  void await(String text) throws Exception {
    await("`" + text + "`", () -> count(text) > 0);
  }

  void awaitContent(String text) throws Exception {
    await("this content: " + text, () -> tree.text(Tree.CONFIG).equals(text));
  }

  void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + SOON.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > end || !process.isAlive()) {
        readLog();
        List<String> last = lines.subList(Math.max(0, lines.size() - 20), lines.size());
        throw new AssertionError(
            what + " does not come; alive: " + process.isAlive() + "\n" + String.join("\n", last));
      }
      Thread.sleep(5);
    }
  }

  /** Has everything read again, and waits until the daemon knows. */
  void readAgain() throws Exception {
    mark();
    new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor();
    await(" signal: ");
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  ProcessCost cost() throws IOException {
    return ProcessCost.of(process.pid());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
