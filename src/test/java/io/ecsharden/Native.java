package io.ecsharden;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the native executable as a process. */
public final class Native {

  /** What takes longer hangs, on however slow a machine. */
  private static final int SECONDS = 60;

  /** What came of a run. */
  public record Result(int code, String out, String err) {}

  private final Path folder;

  /**
   * @param folder where the output of a run is kept
   */
  public Native(Path folder) {
    this.folder = folder;
  }

  /** Where the build put the executable. */
  public static Path executable() {
    Path path = Path.of(System.getProperty("native.image.path", "target/ecs-harden"));
    assertTrue(Files.isExecutable(path), path + " is not there: build it with `make native`");
    return path.toAbsolutePath();
  }

  public Result run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(executable().toString()));
    command.addAll(List.of(arguments));
    return execute(command);
  }

  /** Runs a line of the shell, in which {@code $0} is the executable. */
  public Result shell(String line, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", line, executable().toString()));
    command.addAll(List.of(arguments));
    return execute(command);
  }

  /** Runs any command. */
  public Result execute(List<String> command) throws IOException, InterruptedException {
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
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** Whether a command is on this machine. */
  public static boolean has(String command) {
    for (String directory : System.getenv("PATH").split(":")) {
      if (Files.isExecutable(Path.of(directory, command))) {
        return true;
      }
    }
    return false;
  }
}
