package io.ecsharden.cases;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecsharden.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small configurations made after what people published or asked about, and what has to hold of
 * each: {@code src/test/resources/cases}, whose README gives the form. A row of any file there is a
 * test.
 */
class CasesTest {

  private static final Path FOLDER = Path.of("src/test/resources/cases");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path folder;

  static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        for (JsonNode row : MAPPER.readTree(file.toFile())) {
          cases.add(new Case(row));
        }
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void says_what_holds_of_an_instance(Case row) throws IOException {
    // Given
    Path root = folder.toRealPath();
    row.build(root);

    // When
    Run audit = Run.of("audit", "--root", root.toString(), "--format", "json");
    Run text = Run.of("audit", "--root", root.toString());
    Run plan = Run.of("fix", "--dry-run", "--root", root.toString());

    // Then
    List<JsonNode> findings = new ArrayList<>();
    MAPPER.readTree(audit.out()).path("findings").forEach(findings::add);
    assertFalse(findings.isEmpty(), audit.err());
    assertAll(
        Stream.of(
                row.wants("notPass").stream().map(control -> notPass(findings, control)),
                row.wants("pass").stream().map(control -> pass(findings, control)),
                failAt(row, findings, audit.out()),
                says(row, "planSays", plan.out(), true),
                says(row, "planNever", plan.out(), false),
                says(row, "textSays", text.out(), true),
                says(row, "textNever", text.out(), false),
                says(row, "jsonSays", audit.out(), true))
            .flatMap(checks -> checks)
            .map(check -> () -> assertTrue(check.holds(), check.otherwise())));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void leaves_a_file_that_nothing_reads_unwritten(Case row) throws IOException {
    // Given
    Path root = folder.toRealPath();
    row.build(root);

    // When
    Run.of("fix", "--restart", "never", "--root", root.toString());

    // Then
    for (String path : row.wants("fixLeavesAbsent")) {
      assertFalse(Files.exists(root.resolve(path.substring(1))), path);
    }
  }

  /**
   * @param otherwise what to say where it does not hold
   */
  private record Check(boolean holds, String otherwise) {}

  private static Check notPass(List<JsonNode> findings, String control) {
    List<JsonNode> own = of(findings, control);
    return new Check(
        own.stream().anyMatch(finding -> !status(finding).equals("PASS")),
        control + " passes: " + own);
  }

  private static Check pass(List<JsonNode> findings, String control) {
    List<JsonNode> own = of(findings, control);
    return new Check(
        !own.isEmpty() && own.stream().allMatch(finding -> status(finding).equals("PASS")),
        control + " does not pass: " + own);
  }

  private static List<JsonNode> of(List<JsonNode> findings, String control) {
    return findings.stream().filter(f -> f.path("control").asText().equals(control)).toList();
  }

  private static String status(JsonNode finding) {
    return finding.path("status").asText();
  }

  private static Stream<Check> failAt(Case row, List<JsonNode> findings, String report) {
    String place = row.want("failAt");
    if (place.isEmpty()) {
      return Stream.empty();
    }
    boolean named =
        findings.stream()
            .filter(finding -> status(finding).equals("FAIL"))
            .flatMap(finding -> Stream.concat(Stream.of(finding), details(finding)))
            .map(part -> part.path("source").asText())
            .anyMatch(source -> source.equals(place) || source.startsWith(place + ":"));
    return Stream.of(new Check(named, "nothing fails at " + place + ": " + report));
  }

  private static Stream<JsonNode> details(JsonNode finding) {
    List<JsonNode> details = new ArrayList<>();
    finding.path("details").forEach(details::add);
    return details.stream();
  }

  private static Stream<Check> says(Case row, String want, String text, boolean expected) {
    String pattern = row.want(want);
    return pattern.isEmpty()
        ? Stream.empty()
        : Stream.of(
            new Check(
                Pattern.compile(pattern).matcher(text).find() == expected,
                want + " " + pattern + ": " + text));
  }
}
