package io.ecsharden.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the tests have seen, as lines of a Markdown table that {@code make reliability} prints. */
final class Figures {

  private static final Path FILE = Path.of("target/reliability.md");

  /** What was not as promised, as it is found: a long form tells the rest only at its end. */
  private static final Path PROBLEMS = Path.of("target/reliability-problems.txt");

  private Figures() {}

  static synchronized void problems(String what, Iterable<String> problems) throws IOException {
    for (String problem : problems) {
      append(PROBLEMS, what + ": " + problem + "\n");
    }
  }

  static synchronized void add(String what, String how, String result) throws IOException {
    append(FILE, "| " + what + " | " + how + " | " + result + " |\n");
  }

  private static void append(Path file, String line) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
