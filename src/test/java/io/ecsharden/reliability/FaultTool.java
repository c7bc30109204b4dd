package io.ecsharden.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code src/test/c/fault.c}, built with the machine's C compiler. It injects what strace would, in
 * half the time or less, which is what makes some ten thousand runs possible.
 */
final class FaultTool {

  private static final Path SOURCE = Path.of("src/test/c/fault.c");

  /** Empty where there is no compiler, or no such processor: strace does it then. */
  private static final Optional<Path> BUILT = build();

  private FaultTool() {}

  static Optional<Path> path() {
    return BUILT;
  }

  private static Optional<Path> build() {
    try {
      Path target = Files.createTempFile("fault", "").toAbsolutePath();
      target.toFile().deleteOnExit();
      Process compiler =
          new ProcessBuilder(
                  List.of("cc", "-O2", "-static", "-o", target.toString(), SOURCE.toString()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return compiler.waitFor() == 0 ? Optional.of(target) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
