package io.ecsharden.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** One run of the command line without a process. */
public record Run(ExitCode code, String out, String err) {

  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-30T12:00:00Z"), ZoneOffset.UTC);

  /** Runs with streams in memory, no terminal and an empty environment. */
  public static Run of(String... arguments) {
    return in(false, Map.of(), arguments);
  }

  /** Runs in a terminal or with an environment. */
  public static Run in(boolean terminal, Map<String, String> environment, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(InputStream.nullInputStream(), out, err, terminal, environment, false);
    ExitCode code = new Cli(console, CLOCK).run(arguments);
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Runs with something on standard input. */
  static Run withInput(String input, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    Console console = new Console(in, out, err, false, Map.of(), false);
    ExitCode code = new Cli(console, CLOCK).run(arguments);
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Runs with a standard output that takes nothing. */
  static Run withFullOutput(String... arguments) {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ExitCode code =
        new Cli(
                new Console(InputStream.nullInputStream(), full, err, false, Map.of(), false),
                CLOCK)
            .run(arguments);
    return new Run(code, "", err.toString(StandardCharsets.UTF_8));
  }

  /** The report as JSON. */
  JsonNode json() {
    try {
      return new ObjectMapper().readTree(out);
    } catch (JsonProcessingException e) {
      throw new AssertionError(out + err, e);
    }
  }

  /** Puts a file below a root. */
  public static void write(Path root, String path, String text) throws IOException {
    write(root, path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Puts a file below a root. */
  public static void write(Path root, String path, byte[] bytes) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }
}
