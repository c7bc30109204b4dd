package io.ecsharden.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.baseline.ParameterSpec;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.check.Controls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The schema of baselines has the controls of the program; {@code -Ddocs.update=true} writes them.
 */
class BaselineSchemaTest {

  private static final Path FILE = Path.of("ecs-config/schema/baseline-v1.schema.json");

  @Test
  void the_schema_has_every_control_with_its_parameters() throws IOException {
    // Given
    String before = Files.readString(FILE);

    // When
    String schema =
        replaced(
            replaced(
                before,
                "A control that no file names is enabled.\",",
                "      \"properties\": {\n",
                "\n      }\n    },\n    \"waivers\"",
                controls()),
            "\"description\": \"The control whose failure is accepted.\",",
            "          \"enum\": [\n",
            "\n          ]",
            ids());
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(FILE, schema);
    }

    // Then
    assertEquals(
        schema,
        Files.readString(FILE),
        "run: scripts/mvn.sh -q test -Dtest=BaselineSchemaTest -Ddocs.update=true");
  }

  private static String replaced(
      String text, String after, String start, String end, String replacement) {
    int from = text.indexOf(start, text.indexOf(after)) + start.length();
    return text.substring(0, from) + replacement + text.substring(text.indexOf(end, from));
  }

  private static List<ControlInfo> infos() {
    Map<String, ControlInfo> sorted = new TreeMap<>();
    Controls.all().stream().map(Control::info).forEach(info -> sorted.put(info.id(), info));
    return List.copyOf(sorted.values());
  }

  private static String ids() {
    return infos().stream()
        .map(info -> "            \"" + info.id() + "\"")
        .collect(Collectors.joining(",\n"));
  }

  private static String controls() {
    return infos().stream().map(BaselineSchemaTest::control).collect(Collectors.joining(",\n"));
  }

  private static String control(ControlInfo info) {
    String head = "        \"" + info.id() + "\": {\n          \"description\": \"";
    String type = info.parameters().isEmpty() ? "plainControl" : "control";
    String text = head + info.title() + ".\",\n          \"$ref\": \"#/$defs/" + type + "\"";
    if (info.parameters().isEmpty()) {
      return text + "\n        }";
    }
    String parameters =
        new TreeMap<>(info.parameters())
            .entrySet().stream()
                .map(entry -> parameter(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(",\n"));
    return text
        + ",\n          \"properties\": {\n            \"parameters\": {\n"
        + "              \"type\": \"object\",\n              \"additionalProperties\": false,\n"
        + "              \"properties\": {\n"
        + parameters
        + "\n              }\n            }\n          }\n        }";
  }

  private static String parameter(String name, ParameterSpec spec) {
    String first = spec.description().substring(0, 1).toUpperCase(java.util.Locale.ROOT);
    String value = spec.defaultText().isEmpty() ? "none" : spec.defaultText();
    return "                \""
        + name
        + "\": {\n                  \"description\": \""
        + first
        + spec.description().substring(1)
        + ". Default: "
        + value
        + ".\",\n"
        + type(spec.kind())
        + "\n                }";
  }

  private static String type(ParameterSpec.Kind kind) {
    return switch (kind) {
      case BOOLEAN -> "                  \"type\": \"boolean\"";
      case TEXT -> "                  \"$ref\": \"#/$defs/text\"";
      case TEXT_LIST ->
          "                  \"type\": \"array\",\n"
              + "                  \"items\": {\"$ref\": \"#/$defs/text\"}";
      case CIDR_LIST ->
          "                  \"type\": \"array\",\n"
              + "                  \"items\": {\"type\": \"string\", \"pattern\": \"^[0-9a-fA-F:.]+/[0-9]{1,3}$\"}";
      case FILE_MODE ->
          "                  \"anyOf\": [\n"
              + "                    {\"type\": \"string\", \"pattern\": \"^[0-7]{3,4}$\"},\n"
              + "                    {\"type\": \"integer\", \"minimum\": 0, \"maximum\": 7777}\n"
              + "                  ],\n"
              + "                  \"examples\": [\"0640\", \"0600\"]";
    };
  }
}
