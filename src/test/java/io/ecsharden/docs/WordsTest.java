package io.ecsharden.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One word for one thing, in plain English: messages, comments, pages and schemas do not use the
 * words that were retired. Say request, rewrite, agree, defect, time limit, last report, fixed
 * point, completion, error, effective, sent, intended, anybody who, must, again.
 */
class WordsTest {

  private static final Path SOURCES = Path.of("src/main/java/io/ecsharden");

  /** A number can be odd. */
  private static final Pattern RETIRED =
      Pattern.compile(
          "\\b(wish(es)?|mend(s|ed|ing)?|alike|odd(?! number)|oddit(y|ies)|patience|pulse|settling"
              + "|ending|troubles?|taken|told|meant|whoever|shall|lest|anew|for sure|no boolean"
              + "|come to rest)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern CODE = Pattern.compile("`[^`]*`");

  /** What a comment quotes: code, links, names of parameters and exceptions, texts. */
  private static final Pattern QUOTED =
      Pattern.compile(
          "\\{@(code|link|linkplain|value)\\b[^}]*\\}|@(param|see|throws) \\S+|\"[^\"]*\"|`[^`]*`");

  /** A text block, a text or a character, which are passed over; or a comment. */
  private static final Pattern COMMENT =
      Pattern.compile(
          "\"\"\".*?\"\"\"|\"(?:[^\"\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\n]|\\\\.)+'"
              + "|(?<comment>/\\*.*?\\*/|//[^\n]*)",
          Pattern.DOTALL);

  private static final Pattern DESCRIPTION =
      Pattern.compile("\"description\": \"((?:[^\"\\\\]|\\\\.)*)\"");

  /** Names of members of the JSON reports, which are a contract, and of a kind of defect. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.of(
          "report/JsonAudit.java", Set.of("taken", "meant"),
          "report/JsonEffective.java", Set.of("taken", "meant", "oddities"));

  static List<Path> pages() throws IOException {
    return Markdown.pages();
  }

  static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  static List<Path> schemas() throws IOException {
    List<Path> schemas = new ArrayList<>();
    for (String folder : List.of("docs/schema", "ecs-config/schema")) {
      try (Stream<Path> files = Files.list(Path.of(folder))) {
        files.sorted().forEach(schemas::add);
      }
    }
    return schemas;
  }

  @ParameterizedTest
  @MethodSource("sources")
  void messages_use_no_retired_word(Path source) throws IOException {
    // Given
    String name = SOURCES.relativize(source).toString();
    Set<String> allowed = ALLOWED.getOrDefault(name, Set.of());
    List<String> found = new ArrayList<>();

    // When
    for (Markdown.Line line : Markdown.lines(source)) {
      if (!isComment(line.text())) {
        TEXT.matcher(line.text())
            .results()
            .map(text -> text.group(1))
            .filter(text -> !allowed.contains(text) && isRetired(text))
            .forEach(text -> found.add(source + ":" + line.number() + ": " + text));
      }
    }

    // Then
    assertEquals(List.of(), found);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void comments_use_no_retired_word(Path source) throws IOException {
    assertEquals(List.of(), inComments(Files.readString(source)), source.toString());
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void schemas_use_no_retired_word(Path schema) throws IOException {
    assertEquals(
        List.of(),
        Markdown.lines(schema).stream()
            .filter(line ->
                DESCRIPTION
                    .matcher(line.text())
                    .results()
                    .anyMatch(text -> isRetired(CODE.matcher(text.group(1)).replaceAll(""))))
            .toList());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void pages_use_no_retired_word(Path page) throws IOException {
    assertEquals(
        List.of(),
        Markdown.lines(page).stream()
            .filter(line -> !line.text().startsWith("    "))
            .filter(line -> isRetired(CODE.matcher(line.text()).replaceAll("")))
            .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "the value that was taken, true",
    "Mend the line, true",
    "it is no boolean, true",
    "the ending, true",
    "written anew, true",
    "an odd line, true",
    "an odd number of quotes, false",
    "a pending restart, false",
    "a recommendation, false",
    "the effective value, false"
  })
  void knows_the_words(String text, boolean retired) {
    assertEquals(retired, isRetired(text));
  }

  @Test
  void finds_the_words_of_comments_alone() {
    assertEquals(
        List.of("1: taken", "3: told", "7: shall"),
        inComments(
            """
            /** What is taken. */
            String taken = "// taken";
            /**
             * What {@code
             * taken} told; @param meant is
             */
            int shall; // it shall, unlike "odd"
            char quote = '"'; // {@link Taken#told}
            """));
  }

  @Test
  void allows_only_what_is_there() throws IOException {
    for (Map.Entry<String, Set<String>> entry : ALLOWED.entrySet()) {
      String source = Files.readString(SOURCES.resolve(entry.getKey()));
      for (String text : entry.getValue()) {
        assertTrue(source.contains('"' + text + '"'), entry.getKey() + ": " + text);
      }
    }
  }

  /** The words, and the lines on which their comments begin. */
  private static List<String> inComments(String source) {
    List<String> found = new ArrayList<>();
    Matcher comments = COMMENT.matcher(source);
    while (comments.find()) {
      String comment = comments.group("comment");
      if (comment != null) {
        String before = source.substring(0, comments.start());
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        RETIRED
            .matcher(QUOTED.matcher(comment).replaceAll(""))
            .results()
            .forEach(word -> found.add(line + ": " + word.group()));
      }
    }
    return found;
  }

  private static boolean isRetired(String text) {
    return RETIRED.matcher(text).results().map(MatchResult::group).findAny().isPresent();
  }

  private static boolean isComment(String line) {
    String text = line.strip();
    return text.startsWith("//") || text.startsWith("*") || text.startsWith("/*");
  }
}
