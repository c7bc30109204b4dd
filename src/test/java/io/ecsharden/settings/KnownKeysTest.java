package io.ecsharden.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.secrets.SettingNames;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.init.InitSettings;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownKeysTest {

  /** Whoever adds a setting decides in {@link SettingNames} whether it may be shown. */
  @Test
  void names_in_the_allow_list_the_settings_of_both_catalogues_and_no_other() {
    TreeSet<String> catalogues = new TreeSet<>();
    AgentSettings.all().forEach(setting -> catalogues.add(setting.key()));
    InitSettings.all().forEach(setting -> catalogues.add(setting.key()));
    assertEquals(catalogues, new TreeSet<>(SettingNames.all()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ECS_CLUSTER", "ECS_LOG_OPTS", "GODEBUG", "AWS_REGION", "AWS_X1"})
  void knows_what_agent_sdk_and_go_read(String key) {
    assertTrue(KnownKeys.isRead(key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ECS_CLUSTERS", "AWS_region", "AWS_A-B", "aws_region", "FTP_PROXY"})
  void knows_what_nothing_reads(String key) {
    assertFalse(KnownKeys.isRead(key));
  }

  @Test
  void tells_why_nothing_reads_a_variable_that_people_know() {
    assertEquals(
        Optional.of("the agent reads ECS_DISABLE_PRIVILEGED"),
        KnownKeys.deadBecause("ECS_PRIVILEGED_DISABLED"));
    assertEquals(Optional.empty(), KnownKeys.deadBecause("ECS_CLUSTER"));
  }

  @Test
  void finds_a_setting_that_is_written_in_another_case() {
    assertEquals(Optional.of("ECS_CLUSTER"), KnownKeys.inOtherCase("ecs_Cluster"));
    assertEquals(Optional.empty(), KnownKeys.inOtherCase("ECS_CLUSTER"));
    assertEquals(Optional.empty(), KnownKeys.inOtherCase("ecs_clusters"));
  }

  @ParameterizedTest
  @CsvSource({
    "CLUSTER, ECS_CLUSTER",
    "TASK_IAM_ROLE, ECS_ENABLE_TASK_IAM_ROLE",
    "DEFAULT_REGION, AWS_DEFAULT_REGION",
    "ecs_cluster_name, ECS_CLUSTER",
    "ECS_BLOCK_IMDS, ECS_AWSVPC_BLOCK_IMDS",
    "ECS_CLUSTR, ECS_CLUSTER",
    "ECS_AWSVPC_BLOK_IMD, ECS_AWSVPC_BLOCK_IMDS"
  })
  void finds_the_setting_that_a_misspelt_name_resembles(String key, String setting) {
    assertEquals(Optional.of(setting), KnownKeys.nearest(key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"FOO", "ECS_CLXXXX", "MY_LONG_VARIABLE_NAME", "IMDS"})
  void finds_none_for_a_name_that_resembles_no_setting(String key) {
    assertEquals(Optional.empty(), KnownKeys.nearest(key));
  }
}
