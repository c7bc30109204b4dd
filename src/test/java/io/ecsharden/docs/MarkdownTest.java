package io.ecsharden.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages can be read as text and compared line by line, and what they name exists. */
class MarkdownTest {

  private static final int WIDTH = 120;

  /** The end of a sentence with another one after it. */
  private static final Pattern NEXT_SENTENCE = Pattern.compile("[.!?]\\)?(\\*\\*)? [A-Z`\\[*]");

  /** The number of an item of a list. */
  private static final Pattern NUMBER = Pattern.compile("^ *[0-9]+[.] ");

  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(#[^)]*)?\\)");
  private static final Pattern MAKE = Pattern.compile("`make ([a-z]+)");
  private static final Pattern SCRIPT = Pattern.compile("\\bscripts/[a-z-]+\\.sh\\b");
  private static final Pattern TARGET = Pattern.compile("^([a-z]+):", Pattern.MULTILINE);

  static List<Path> pages() throws IOException {
    return Markdown.pages();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void has_short_lines_or_one_sentence_a_line(Path page) throws IOException {
    List<Markdown.Line> bad =
        Markdown.prose(page).stream()
            .filter(line -> line.text().length() > WIDTH)
            .filter(
                line -> NEXT_SENTENCE.matcher(NUMBER.matcher(line.text()).replaceFirst("")).find())
            .toList();
    assertEquals(List.of(), bad, "break the line after each sentence");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void links_to_files_that_exist(Path page) throws IOException {
    check(
        page,
        LINK,
        target ->
            target.startsWith("https://")
                || Files.exists(page.toAbsolutePath().resolveSibling(target)));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void names_targets_of_make_that_exist(Path page) throws IOException {
    // Given
    Set<String> targets =
        TARGET
            .matcher(Files.readString(Path.of("Makefile")))
            .results()
            .map(result -> result.group(1))
            .collect(Collectors.toSet());

    // Then
    check(page, MAKE, targets::contains);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void names_scripts_that_exist(Path page) throws IOException {
    check(page, SCRIPT, script -> Files.exists(Path.of(script)));
  }

  @Test
  void are_all_found() throws IOException {
    assertTrue(pages().contains(Path.of("README.md")));
    assertTrue(pages().contains(Path.of("docs/adr/0001-record-decisions.md")));
  }

  private static void check(Path page, Pattern name, Predicate<String> exists) throws IOException {
    List<String> missing = new ArrayList<>();
    for (Markdown.Line line : Markdown.lines(page)) {
      name.matcher(line.text())
          .results()
          .map(MarkdownTest::name)
          .filter(exists.negate())
          .forEach(found -> missing.add(line.page() + ":" + line.number() + ": " + found));
    }
    assertEquals(List.of(), missing, "does not exist");
  }

  private static String name(MatchResult result) {
    return result.groupCount() == 0 ? result.group() : result.group(1);
  }
}
