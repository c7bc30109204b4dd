package io.ecsharden.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the native executable as a process. */
final class Native {

  private static final int SECONDS = 5;

  /** What came of a run. */
  record Result(int code, String out, String err) {}

  private final Path folder;

  Native(Path folder) {
    this.folder = folder;
  }

  /** Where the build put the executable. */
  static Path executable() {
    Path path = Path.of(System.getProperty("native.image.path", "target/ecs-harden"));
    assertTrue(Files.isExecutable(path), path + " is not there: build it with `make native`");
    return path.toAbsolutePath();
  }

  Result run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(executable().toString()));
    command.addAll(List.of(arguments));
    return execute(command);
  }

  /** Runs a line of the shell, in which {@code $0} is the executable. */
  Result shell(String line, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", line, executable().toString()));
    command.addAll(List.of(arguments));
    return execute(command);
  }

  private Result execute(List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("ECS_CONTAINER_METADATA_URI_V4");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "it hangs: " + command);
      return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
    }
  }

  /** Whether a command is on this machine. */
  static boolean has(String command) {
    for (String directory : System.getenv("PATH").split(":")) {
      if (Files.isExecutable(Path.of(directory, command))) {
        return true;
      }
    }
    return false;
  }
}
