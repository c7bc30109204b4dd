package io.ecsharden.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The image of the executable, as {@code make dist} makes it. */
final class DaemonImage {

  static final String NAME = "ecs-harden:test";

  private DaemonImage() {}

  /** Loads it into an instance's engine. */
  static void load(EcsInstance instance) {
    try {
      Path archive = Files.createTempFile("image", ".tar");
      try {
        String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        int code =
            new ProcessBuilder(
                    "scripts/image-archive.sh",
                    Native.executable().toString(),
                    "test",
                    architecture.equals("aarch64") ? "arm64" : "amd64",
                    "2026-01-01T00:00:00Z",
                    archive.toString())
                .inheritIO()
                .start()
                .waitFor();
        assertEquals(0, code);
        instance.copyIn(archive, "/var/tmp/image.tar");
      } finally {
        Files.delete(archive);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    instance.exec("docker", "load", "-i", "/var/tmp/image.tar").text();
  }
}
