package io.ecsharden.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.ecsharden.control.AuditResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The policies in ecs-config/iam allow what the code calls, and nothing else. */
class IamPoliciesTest {

  private static final Path FOLDER = Path.of("ecs-config/iam");

  @ParameterizedTest
  @CsvSource({
    "report.json, ssm:PutComplianceItems ssm:PutInventory",
    "baseline.json, ssm:GetParameter",
    "baseline-own-key.json, kms:Decrypt",
    "task-role-trust.json, sts:AssumeRole"
  })
  void allow_no_more_than_is_needed(String file, String actions) throws IOException {
    assertEquals(new TreeSet<>(List.of(actions.split(" "))), actions(file));
  }

  @Test
  void cover_every_call_that_the_code_makes() throws IOException {
    // Given
    Set<String> calls = new TreeSet<>();
    new ClassFileImporter()
        .importUrl(AuditResult.class.getProtectionDomain().getCodeSource().getLocation()).stream()
            .flatMap(type -> type.getMethodCallsFromSelf().stream())
            .filter(IamPoliciesTest::isCallOfTheService)
            .forEach(call -> calls.add(action(call.getName())));

    // When
    Set<String> allowed = actions("report.json");
    allowed.addAll(actions("baseline.json"));

    // Then
    assertEquals(calls, allowed);
  }

  @Test
  void restrict_what_can_be_restricted() throws IOException {
    JsonNode key = statement("baseline-own-key.json");
    String parameter = statement("baseline.json").get("Resource").textValue();
    assertTrue(parameter.endsWith(":parameter/ecs-harden/baseline"), parameter);
    assertEquals(
        parameter,
        key.get("Condition")
            .get("StringEquals")
            .get("kms:EncryptionContext:PARAMETER_ARN")
            .textValue());
    assertTrue(key.get("Resource").textValue().startsWith("arn:aws:kms:"));
    assertTrue(statement("task-role-trust.json").has("Condition"));
  }

  @Test
  void are_all_explained() throws IOException {
    String page = Files.readString(FOLDER.resolve("README.md"));
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        assertTrue(name.equals("README.md") || page.contains("- **`" + name + "`**"), name);
      }
    }
  }

  private static boolean isCallOfTheService(JavaMethodCall call) {
    return call.getTargetOwner().isEquivalentTo(SsmClient.class)
        && !Set.of("builder", "close").contains(call.getName());
  }

  private static String action(String method) {
    return "ssm:" + method.substring(0, 1).toUpperCase(Locale.ROOT) + method.substring(1);
  }

  private static Set<String> actions(String file) throws IOException {
    JsonNode action = statement(file).get("Action");
    Set<String> actions = new TreeSet<>();
    if (action.isTextual()) {
      actions.add(action.textValue());
    }
    action.forEach(element -> actions.add(element.textValue()));
    return actions;
  }

  private static JsonNode statement(String file) throws IOException {
    JsonNode policy = new ObjectMapper().readTree(FOLDER.resolve(file).toFile());
    assertEquals("2012-10-17", policy.get("Version").textValue());
    assertEquals(1, policy.get("Statement").size());
    JsonNode statement = policy.get("Statement").get(0);
    assertEquals("Allow", statement.get("Effect").textValue());
    return statement;
  }
}
