package io.ecsharden.settings.starter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.Hosts;
import io.ecsharden.facts.AgentContainer;
import io.ecsharden.facts.ContainerNetwork;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.init.InitSettings;
import io.ecsharden.settings.value.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The container that runs tells who made it, whatever the files of the instance say. */
class LiveStarterTest {

  private static final String UNIT = "[Service]\nExecStart=/usr/libexec/amazon-ecs-init start\n";
  private static final String BLOCK = AgentSettings.AWSVPC_BLOCK_IMDS;
  private static final Map<String, String> BY_ECS_INIT =
      Map.of(
          "ECS_AGENT_CONFIG_FILE_PATH",
          "/etc/ecs/ecs.config.json",
          "ECS_UPDATE_DOWNLOAD_DIR",
          "/var/cache/ecs");

  @Test
  void judges_a_container_that_somebody_typed_by_what_it_was_given() {
    // When
    Instance instance =
        instance(container("ecs-agent", true, "on-failure"), Map.of(BLOCK, "false"), down());

    // Then
    assertInstanceOf(Starter.Container.class, instance.settings().starter());
    assertFalse(
        instance.settings().agent().get(BLOCK).isTrue(), "the file's true counts for nothing");
    assertEquals(Origin.RUNNING_AGENT, instance.settings().agent().get(BLOCK).origin());
    assertTrue(instance.settings().init().get(InitSettings.RUN_PRIVILEGED).isTrue());
    assertFalse(instance.settings().init().get(InitSettings.SKIP_LOCALHOST_FILTER).isKnown());
  }

  @Test
  void knows_ecs_inits_container_by_what_ecs_init_always_sets() {
    for (Program init : List.of(down(), new Program.Unseen("no /proc"))) {
      assertEquals(
          new Starter.EcsInit(),
          instance(container("ecs-agent", false, "no"), BY_ECS_INIT, init).settings().starter());
    }
  }

  @Test
  void leaves_the_usual_instance_to_a_running_ecs_init() {
    assertEquals(
        new Starter.EcsInit(),
        instance(
                container("ecs-agent", false, ""),
                Map.of(),
                new Program.Running(Map.of(), Instant.EPOCH))
            .settings()
            .starter());
  }

  @Test
  void reads_the_file_of_compose_that_the_container_names() {
    // Given
    String text =
        "services:\n a:\n  image: amazon/amazon-ecs-agent\n  environment:\n   "
            + BLOCK
            + ": \"true\"\n";
    AgentContainer container =
        new AgentContainer(
            "x-a-1",
            false,
            List.of(),
            List.of(),
            ContainerNetwork.USUAL,
            "always",
            List.of(
                new FileFact.Content(
                    "/home/me/compose.yml", text.getBytes(StandardCharsets.UTF_8), 0644, 0, 0)));

    // When
    Instance instance = instance(container, Map.of(BLOCK, "false"), down());

    // Then
    assertEquals(
        Origin.line("/home/me/compose.yml", 5), instance.settings().agent().get(BLOCK).origin());
    assertFalse(instance.asRunning().settings().agent().get(BLOCK).isTrue());
  }

  @Test
  void learns_from_the_container_what_files_do_not_show() {
    // Given
    HostFacts facts =
        Hosts.instance()
            .withoutEcsInit()
            .with(HostFacts.ECS_CONFIG, BLOCK + "=true\n")
            .running(running(container("ecs-agent", false, "no"), BY_ECS_INIT, down()))
            .facts();

    // Then
    assertInstanceOf(
        Starter.Unknown.class,
        Instance.of(facts.withRunning(RunningFacts.OFFLINE)).settings().starter());
    assertEquals(new Starter.EcsInit(), Instance.of(facts).settings().starter());
  }

  private static Instance instance(
      AgentContainer container, Map<String, String> environment, Program init) {
    HostFacts files =
        Hosts.instance().withUnit(UNIT).with(HostFacts.ECS_CONFIG, BLOCK + "=true\n").facts();
    return Instance.of(files).with(running(container, environment, init));
  }

  private static RunningFacts running(
      AgentContainer container, Map<String, String> environment, Program init) {
    return new RunningFacts(new Program.Running(environment, Instant.EPOCH), init).with(container);
  }

  private static AgentContainer container(String name, boolean privileged, String restart) {
    return new AgentContainer(
        name, privileged, List.of(), List.of(), ContainerNetwork.UNKNOWN, restart, List.of());
  }

  private static Program down() {
    return new Program.Down("ecs.service has no process in system.slice");
  }
}
