package io.ecsharden.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the CloudFormation templates hold is what the other files of {@code ecs-config} hold. */
class TemplatesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ECS_CONFIG = Path.of("ecs-config");

  @ParameterizedTest
  @ValueSource(strings = {"Audit", "Fix", "Rollback", "Status"})
  void has_the_command_documents(String name) throws IOException {
    assertEquals(
        json("ssm/documents/ecs-harden-" + name.toLowerCase(Locale.ROOT) + ".json"),
        properties(name + "Document").get("Content"));
  }

  @ParameterizedTest
  @CsvSource({
    "InstanceReportPolicy, PolicyDocument, report",
    "InstanceBaselinePolicy, PolicyDocument, baseline",
    "TaskBaselinePolicy, PolicyDocument, baseline",
    "TaskRole, AssumeRolePolicyDocument, task-role-trust"
  })
  void has_the_policies(String resource, String property, String file) throws IOException {
    assertEquals(json("iam/" + file + ".json"), plain(properties(resource).get(property)));
  }

  @Test
  void gives_the_task_no_more_than_a_report_needs() throws IOException {
    JsonNode policies = properties("TaskRole").get("Policies");
    assertEquals(1, policies.size());
    assertEquals(json("iam/report.json"), policies.get(0).get("PolicyDocument"));
  }

  @Test
  void has_the_task_definition() throws IOException {
    // Given: what the template fills in
    ObjectNode expected = (ObjectNode) pascal(json("ecs/task-definition.json"));
    ObjectNode actual = (ObjectNode) properties("TaskDefinition").deepCopy();
    ObjectNode container = (ObjectNode) actual.get("ContainerDefinitions").get(0);
    JsonNode command = container.remove("Command").get("Fn::If").get(2);
    ObjectNode expectedContainer = (ObjectNode) expected.get("ContainerDefinitions").get(0);
    ArrayNode expectedCommand = (ArrayNode) expectedContainer.remove("Command");

    // Then
    assertEquals(expectedCommand.size(), command.size());
    for (int i = 0; i < command.size(); i++) {
      assertEquals(
          expectedCommand.get(i),
          command.get(i).has("Ref") ? expectedCommand.textNode("fix") : command.get(i));
    }
    for (ObjectNode node : new ObjectNode[] {expected, actual}) {
      node.remove("TaskRoleArn");
      ObjectNode only = (ObjectNode) node.get("ContainerDefinitions").get(0);
      only.remove("Image");
      ObjectNode options = (ObjectNode) only.get("LogConfiguration").get("Options");
      options.remove("awslogs-group");
      options.remove("awslogs-region");
    }
    assertEquals(expected, actual);
  }

  @Test
  void has_the_user_data() throws IOException {
    // Given
    JsonNode data = properties("LaunchTemplate").get("LaunchTemplateData").get("UserData");
    String script = data.get("Fn::Base64").get("Fn::Sub").textValue();

    // Then
    assertEquals(
        userData(Files.readString(ECS_CONFIG.resolve("user-data/user-data.sh"))),
        userData(script.replace("echo 'ECS_CLUSTER=${ClusterName}' >> /etc/ecs/ecs.config\n", "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecs-harden", "fleet", "network"})
  void fits_what_cloudformation_takes_in_one_request(String name) throws IOException {
    assertTrue(Files.size(ECS_CONFIG.resolve("cloudformation/" + name + ".yaml")) <= 51_200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecs-harden", "fleet", "network"})
  void has_no_resource_with_the_name_of_a_parameter(String name) throws IOException {
    JsonNode template = template(name);
    Set<String> both = new TreeSet<>();
    template.get("Parameters").fieldNames().forEachRemaining(both::add);
    both.retainAll(template.get("Resources").properties().stream().map(Map.Entry::getKey).toList());
    assertEquals(Set.of(), both);
  }

  @Test
  void allows_images_of_this_account_alone_through_the_endpoints() throws IOException {
    // AWS's own example of such a policy is no valid JSON (Amazon ECR User Guide, "VPC endpoints")
    JsonNode policy =
        template("network")
            .get("Resources")
            .get("EcrDkrEndpoint")
            .get("Properties")
            .get("PolicyDocument");
    for (JsonNode statement : policy.get("Statement")) {
      assertTrue(
          statement.get("Condition").get("StringEquals").has("aws:PrincipalOrgID"),
          statement.toString());
    }
    assertTrue(
        policy.get("Statement").get(1).get("Resource").toString().contains("${AWS::AccountId}"));
  }

  private static JsonNode properties(String resource) throws IOException {
    return template("ecs-harden").get("Resources").get(resource).get("Properties");
  }

  private static JsonNode template(String name) throws IOException {
    String yaml = Files.readString(ECS_CONFIG.resolve("cloudformation/" + name + ".yaml"));
    Object loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return JSON.valueToTree(loaded);
  }

  private static JsonNode json(String file) throws IOException {
    return JSON.readTree(ECS_CONFIG.resolve(file).toFile());
  }

  /** A policy with the words of {@code ecs-config/iam} where the template has its own. */
  private static JsonNode plain(JsonNode policy) throws IOException {
    String text =
        policy
            .toString()
            .replaceAll("\\{\"Fn::Sub\":(\"[^\"]*\")}", "$1")
            .replace("${AWS::Partition}", "aws")
            .replace("${AWS::Region}", "REGION")
            .replace("${AWS::AccountId}", "ACCOUNT");
    return JSON.readTree(text);
  }

  /** Names as CloudFormation has them; keys that are the user's own stay. */
  private static JsonNode pascal(JsonNode node) {
    if (node.isArray()) {
      ArrayNode array = JSON.createArrayNode();
      node.forEach(element -> array.add(pascal(element)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    ObjectNode object = JSON.createObjectNode();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String name = member.getKey();
      object.set(
          Character.toUpperCase(name.charAt(0)) + name.substring(1),
          name.equals("options") ? member.getValue() : pascal(member.getValue()));
    }
    return object;
  }

  private static String userData(String text) {
    return text.replaceAll("(?m)^(URL|SHA256)='.*'$", "$1=''");
  }
}
