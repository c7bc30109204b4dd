package io.ecsharden.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecsharden.format.RandomFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Every format is registered, documented, and valid by its own schema. */
public class FormatsTest {

  private static final ReportSchema AUDIT = new ReportSchema("audit-v1.schema.json");
  private static final ReportSchema SARIF = ReportSchema.sarif();

  /** What decides that an audit in a format is valid. A new format needs a line here. */
  private static final Map<String, Consumer<String>> CHECKS =
      Map.of(
          "text", text -> assertTrue(text.endsWith("\n") && !text.contains("\u001B"), text),
          "json", text -> assertEquals(List.of(), AUDIT.violations(json(text))),
          "junit", JunitSchema::check,
          "sarif", text -> assertEquals(List.of(), SARIF.violations(json(text))));

  private static final String HELP =
      ": see \"Add a format\" in CONTRIBUTING.md for everything that a format needs";

  @Test
  void has_a_check_and_documentation_for_every_format() throws IOException {
    String page = Files.readString(Path.of("docs/output.md"));
    Set<String> ids = new HashSet<>();
    for (Format<AuditReport> format : Formats.AUDIT) {
      String id = format.id();
      assertTrue(ids.add(id), "the format `" + id + "` is registered twice" + HELP);
      assertTrue(
          CHECKS.containsKey(id),
          "FormatsTest.CHECKS has no line for the format `" + id + "`" + HELP);
      assertTrue(
          page.contains("| `" + id + "` |"),
          "docs/output.md has no row | `" + id + "` | in its table of formats" + HELP);
    }
  }

  @Test
  void has_text_first_and_json_for_every_report() {
    for (List<? extends Format<?>> formats :
        List.of(Formats.AUDIT, Formats.EFFECTIVE, Formats.EXPOSURE, Formats.FIX, Formats.HISTORY)) {
      assertEquals(List.of("text", "json"), formats.stream().limit(2).map(Format::id).toList());
    }
  }

  @Test
  void writes_audits_of_random_files_as_the_schemas_say() {
    // Given
    RandomFiles files = new RandomFiles(17);

    for (int i = 0; i < 40; i++) {
      // When
      AuditReport report = Audits.of(new String(files.next(), StandardCharsets.UTF_8));

      // Then
      checkAll(report);
    }
  }

  /** An audit is valid in every format, and the same each time that it is written. */
  public static void checkAll(AuditReport report) {
    for (Format<AuditReport> format : Formats.AUDIT) {
      String text = format.write(report, Presentation.PLAIN).toString();
      Objects.requireNonNull(CHECKS.get(format.id()), format.id() + HELP).accept(text);
      assertEquals(
          text, format.write(report, Presentation.PLAIN).toString(), "differs from run to run");
    }
  }

  @Test
  void shows_no_secret_in_any_format() {
    // Given
    PlantedSecrets secrets = new PlantedSecrets(new RandomFiles(18));

    for (int i = 0; i < 40; i++) {
      AuditReport report = Audits.of(new String(secrets.envFile(), StandardCharsets.UTF_8));

      // Then
      for (Format<AuditReport> format : Formats.AUDIT) {
        String text = format.write(report, Presentation.PLAIN).toString();
        assertTrue(!text.contains(PlantedSecrets.MARKER), format.id() + "\n" + text);
      }
    }
  }

  static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
