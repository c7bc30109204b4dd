package io.ecsharden.settings.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.Hosts;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.secrets.Disclosure;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.value.EffectiveValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * JSON user data decides for the agent (amazon-ecs-agent 1.105.1, {@code agent/config/config.go},
 * {@code userDataConfig}).
 */
class UserDataConfigTest {

  private static final String BLOCK = AgentSettings.AWSVPC_BLOCK_IMDS;

  @Test
  void counts_where_no_file_says_otherwise() {
    // When
    EffectiveValue value =
        read("{\"ECSAgentConfiguration\":{\n\"awsvpcblockinstancemetdata\":true}}", "").get(BLOCK);

    // Then
    assertTrue(value.isTrue());
    assertEquals(HostFacts.USER_DATA + ":2", value.origin().display());
  }

  @Test
  void loses_to_the_environment_and_to_the_json_file() {
    // Given
    String userData =
        "{\"ecsagentconfiguration\":{\"AWSVPCBlockInstanceMetdata\":true,\"Cluster\":\"u\"}}";

    // Then
    assertFalse(read(userData, "ECS_AWSVPC_BLOCK_IMDS=false\n").get(BLOCK).isTrue());
    AgentView withFile =
        Instance.of(
                Hosts.instance()
                    .with(HostFacts.USER_DATA, userData)
                    .with(
                        HostFacts.JSON_CONFIG,
                        "{\"AWSVPCBlockInstanceMetdata\":false,\"ClusterArn\":\"f\"}")
                    .facts())
            .settings()
            .agent();
    assertFalse(withFile.get(BLOCK).isTrue(), "three states keep false");
    assertEquals("f", withFile.get(AgentSettings.CLUSTER).unmasked());
  }

  @Test
  void fills_in_what_the_json_file_leaves_at_zero() {
    // Given
    String userData =
        "{\"ECSAgentConfiguration\":{\"TaskIAMRoleEnabledForNetworkHost\":true,\"Cluster\":\"u\"}}";

    // When
    AgentView agent =
        Instance.of(
                Hosts.instance()
                    .with(HostFacts.USER_DATA, userData)
                    .with(HostFacts.ECS_CONFIG, "ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST=false\n")
                    .with(
                        HostFacts.JSON_CONFIG,
                        "{\"TaskIAMRoleEnabledForNetworkHost\":false,\"Cluster\":\"\"}")
                    .facts())
            .settings()
            .agent();

    // Then
    assertTrue(agent.get("ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST").isTrue());
    assertEquals("u", agent.get(AgentSettings.CLUSTER).unmasked());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#!/bin/bash\necho hello",
        "{\"ECSAgentConfiguration\":{\"AWSVPCBlockInstanceMetdata\":true}",
        "{\"ECSAgentConfiguration\":{\"AWSVPCBlockInstanceMetdata\":\"true\"}}",
        "{\"ECSAgentConfiguration\":[]}",
        "{\"ECSAgentConfiguration\":null}",
        "[{\"ECSAgentConfiguration\":{\"AWSVPCBlockInstanceMetdata\":true}}]",
        "{\"AWSVPCBlockInstanceMetdata\":true}",
        "eyJFQ1NBZ2VudENvbmZpZ3VyYXRpb24iOnt9fQ==",
        "\u001f\u008b\b\u0000",
        "Content-Type: multipart/mixed; boundary=B\n\n--B\n\n{}\n--B--\n",
        ""
      })
  void says_nothing_where_the_agent_takes_nothing(String userData) {
    // When
    AgentView agent = read(userData, "");

    // Then
    assertFalse(agent.get(BLOCK).isTrue());
    assertTrue(agent.get(BLOCK).isKnown());
    assertEquals(List.of(), agent.failures());
  }

  @Test
  void leaves_open_what_it_could_set_where_it_cannot_be_read() {
    // Given
    Hosts host =
        Hosts.instance()
            .with(
                new FileFact.Unreadable(
                    HostFacts.USER_DATA, FileFact.Cause.NO_PERMISSION, "permission denied"))
            .with(HostFacts.ECS_CONFIG, "ECS_CLUSTER=c\nECS_ENABLE_TASK_IAM_ROLE=true\n");

    // When
    AgentView agent = Instance.of(host.facts()).settings().agent();

    // Then
    assertFalse(agent.get(BLOCK).isKnown());
    assertEquals("c", agent.get(AgentSettings.CLUSTER).unmasked());
    assertTrue(agent.get("ECS_ENABLE_TASK_IAM_ROLE").isTrue());
  }

  @Test
  void is_not_asked_for_by_an_agent_of_ecs_anywhere() {
    assertFalse(
        read(
                "{\"ECSAgentConfiguration\":{\"AWSVPCBlockInstanceMetdata\":true}}",
                "ECS_EXTERNAL=true\n")
            .get(BLOCK)
            .isTrue());
  }

  @Test
  void shows_no_secret() {
    // When
    EffectiveValue value =
        read("{\"ECSAgentConfiguration\":{\"DockerEndpoint\":\"tcp://u:EXAMPLE-p@h\"}}", "")
            .get(AgentSettings.DOCKER_HOST);

    // Then
    assertTrue(value.unmasked().contains("EXAMPLE-p"));
    assertFalse(value.text().shown(Disclosure.HIDE).contains("EXAMPLE-p"));
  }

  private static AgentView read(String userData, String config) {
    return Instance.of(
            Hosts.instance()
                .with(HostFacts.USER_DATA, userData.getBytes(StandardCharsets.ISO_8859_1))
                .with(HostFacts.ECS_CONFIG, config)
                .facts())
        .settings()
        .agent();
  }
}
