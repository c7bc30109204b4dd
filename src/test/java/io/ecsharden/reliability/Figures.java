package io.ecsharden.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the tests have seen, as lines of a Markdown table that {@code make reliability} prints. */
final class Figures {

  private static final Path FILE = Path.of("target/reliability.md");

  private Figures() {}

  static synchronized void add(String what, String how, String result) throws IOException {
    Files.createDirectories(FILE.toAbsolutePath().getParent());
    Files.writeString(
        FILE,
        "| " + what + " | " + how + " | " + result + " |\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
