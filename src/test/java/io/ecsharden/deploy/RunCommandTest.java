package io.ecsharden.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.ssm.model.CreateAssociationRequest;

/** The Command documents let no shell run anything else, and are what Systems Manager takes. */
class RunCommandTest {

  private static final Pattern USE = Pattern.compile("\\{\\{ *([A-Za-z]+) *}}");

  static List<CommandDocument> documents() {
    return CommandDocument.all();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void are_for_linux_and_of_schema_2_2(CommandDocument document) {
    assertEquals("2.2", document.json().get("schemaVersion").textValue());
    assertEquals("aws:runShellScript", document.step().get("action").textValue());
    assertEquals(
        "[\"platformType\",\"Linux\"]",
        document.step().get("precondition").get("StringEquals").toString());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void restrict_every_parameter_and_use_it_once_between_quotes(CommandDocument document) {
    List<String> used =
        document.lines().stream()
            .filter(line -> line.contains("{{"))
            .map(line -> {
              assertTrue(line.matches("[a-z_]+='\\{\\{ [A-Za-z]+ }}'"), line);
              return USE.matcher(line).results().findFirst().orElseThrow().group(1);
            })
            .sorted()
            .toList();
    assertEquals(List.copyOf(document.parameters().keySet()), used);
    document
        .parameters()
        .forEach((name, parameter) -> {
          assertEquals("String", parameter.get("type").textValue(), name);
          assertTrue(parameter.has("allowedValues") ^ parameter.has("allowedPattern"), name);
          assertTrue(document.accepts(name, parameter.get("default").textValue()), name);
        });
  }

  @ParameterizedTest
  @MethodSource("documents")
  void refuse_200_hostile_values_of_every_parameter(CommandDocument document) {
    List<String> hostile = HostileValues.all();
    assertTrue(hostile.size() >= 200, "" + hostile.size());
    List<String> accepted = new ArrayList<>();
    for (String parameter : document.parameters().keySet()) {
      for (String value : hostile) {
        // two that are no danger between quotes: a word of the option's own kind, or a path
        if (document.accepts(parameter, value) && !value.equals("-") && !value.equals("--")) {
          accepted.add(parameter + "=" + value);
        }
      }
    }
    assertEquals(List.of(), accepted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"default", "/etc/ecs-harden/x.yaml", "ssm:/ecs-harden/baseline:7"})
  void accept_the_baselines_that_the_program_accepts(String baseline) {
    assertTrue(CommandDocument.named("ecs-harden-audit").accepts("Baseline", baseline));
    assertTrue(CommandDocument.named("ecs-harden-fix").accepts("Baseline", baseline));
  }

  @ParameterizedTest
  @ValueSource(strings = {"last", "20260630T120000.000Z", "20260630T120000.000Z-2"})
  void accept_receipts(String receipt) {
    assertTrue(CommandDocument.named("ecs-harden-rollback").accepts("Receipt", receipt));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void are_shell_scripts_that_a_plain_sh_reads(CommandDocument document) throws Exception {
    Process shell = new ProcessBuilder("sh", "-n").redirectErrorStream(true).start();
    shell.getOutputStream().write(document.script(Map.of()).getBytes(StandardCharsets.UTF_8));
    shell.getOutputStream().close();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, shell.waitFor(), said);
  }

  static List<Path> associations() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("ecs-config/ssm/associations"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("associations")
  void have_associations_of_the_services_own_shape(Path file) throws IOException {
    // Given
    JsonNode association = new ObjectMapper().readTree(file.toFile());

    // Then
    assertShape(file.toString(), association, CreateAssociationRequest.builder().build());
    String name = association.get("Name").textValue();
    if (!name.startsWith("AWS-")) {
      CommandDocument document = CommandDocument.named(name);
      association
          .get("Parameters")
          .properties()
          .forEach(parameter -> {
            assertEquals(1, parameter.getValue().size());
            assertTrue(
                document.accepts(parameter.getKey(), parameter.getValue().get(0).textValue()),
                parameter.toString());
          });
    }
  }

  @Test
  void repair_only_where_somebody_says_so() {
    assertEquals(
        "yes",
        CommandDocument.named("ecs-harden-fix")
            .parameters()
            .get("DryRun")
            .get("default")
            .textValue());
    assertFalse(CommandDocument.all().isEmpty());
  }

  /** Holds an object against the SDK's model of a request: names, and kinds of values. */
  private static void assertShape(String place, JsonNode json, SdkPojo model) {
    Map<String, SdkField<?>> fields =
        model.sdkFields().stream().collect(Collectors.toMap(SdkField::memberName, f -> f));
    json.properties()
        .forEach(member -> {
          String here = place + " " + member.getKey();
          SdkField<?> field = fields.get(member.getKey());
          assertTrue(field != null, here + ": there is no such member");
          JsonNode value = member.getValue();
          MarshallingType<?> type = field.marshallingType();
          if (type.equals(MarshallingType.STRING)) {
            assertTrue(value.isTextual(), here);
          } else if (type.equals(MarshallingType.BOOLEAN)) {
            assertTrue(value.isBoolean(), here);
          } else if (type.equals(MarshallingType.INTEGER)) {
            assertTrue(value.isInt(), here);
          } else if (type.equals(MarshallingType.MAP)) {
            assertTrue(value.isObject(), here);
          } else if (type.equals(MarshallingType.LIST)) {
            assertTrue(value.isArray(), here);
            SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
            if (element.marshallingType().equals(MarshallingType.SDK_POJO)) {
              value.forEach(e -> assertShape(here, e, element.constructor().get()));
            }
          } else {
            throw new AssertionError(here + ": " + type);
          }
        });
  }
}
