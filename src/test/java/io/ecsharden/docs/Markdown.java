package io.ecsharden.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The pages of the documentation, and what of them is prose. */
final class Markdown {

  private Markdown() {}

  /** One line of a page; the first is number 1. */
  record Line(Path page, int number, String text) {

    @Override
    public String toString() {
      return page + ":" + number + ": " + text;
    }
  }

  /**
   * A fenced block.
   *
   * @param fence the line that opens it
   * @param kind what stands behind the fence: a language, and for commands what they need
   */
  record Block(Line fence, String kind, String text) {

    /** Whether it is commands for a shell. */
    boolean isShell() {
      return kind.equals("sh") || kind.startsWith("sh ");
    }

    @Override
    public String toString() {
      return fence.page() + ":" + fence.number() + " " + kind;
    }
  }

  /** Every page of the repository. */
  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String folder : List.of("docs", "ecs-config", "src/test/resources")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        files
            .filter(file -> file.toString().endsWith(".md"))
            .filter(file -> !file.toString().contains("/node_modules/"))
            .sorted()
            .forEach(pages::add);
      }
    }
    try (Stream<Path> files = Files.list(Path.of(""))) {
      files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }

  /** All lines of a page. */
  static List<Line> lines(Path page) throws IOException {
    List<String> texts = Files.readAllLines(page);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      lines.add(new Line(page, i + 1, texts.get(i)));
    }
    return lines;
  }

  /** The lines of a page that are neither code nor rows of a table. */
  static List<Line> prose(Path page) throws IOException {
    List<Line> prose = new ArrayList<>();
    boolean fenced = false;
    for (Line line : lines(page)) {
      boolean fence = line.text().strip().startsWith("```");
      fenced ^= fence;
      if (!fence && !fenced && !line.text().startsWith("|") && !line.text().startsWith("    ")) {
        prose.add(line);
      }
    }
    return prose;
  }

  /** The fenced blocks of a page. */
  static List<Block> blocks(Path page) throws IOException {
    List<Block> blocks = new ArrayList<>();
    Line fence = null;
    StringBuilder text = new StringBuilder();
    for (Line line : lines(page)) {
      if (!line.text().startsWith("```")) {
        text.append(line.text()).append('\n');
      } else if (fence == null) {
        fence = line;
        text.setLength(0);
      } else {
        blocks.add(new Block(fence, fence.text().substring(3), text.toString()));
        fence = null;
      }
    }
    if (fence != null) {
      throw new AssertionError(fence + " is not closed");
    }
    return blocks;
  }
}
