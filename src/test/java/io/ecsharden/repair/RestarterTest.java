package io.ecsharden.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.facts.AgentCondition;
import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.machine.Services;
import io.ecsharden.plan.Restart;
import io.ecsharden.plan.RestartHold;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is restarted, what is waited for, and what is left pending. */
class RestarterTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Set<Restart> AGENT = Set.of(Restart.AGENT);
  private static final Set<Restart> DOCKER = Set.of(Restart.DAEMON_RELOAD, Restart.DOCKER);

  private FakeRuntime runtime;
  private final List<String> progress = new ArrayList<>();

  @BeforeEach
  void boot() {
    runtime = new FakeRuntime();
    runtime.states.put("cloud-final.service", "active");
  }

  @Test
  void does_nothing_when_nothing_needs_it() {
    assertInstanceOf(RestartResult.NotNeeded.class, restart(Set.of(), RestartLimit.DOCKER));
    assertEquals(List.of(), runtime.asked);
  }

  @Test
  void waits_until_the_agent_is_ready_and_says_so_meanwhile() {
    // Given
    runtime.agent =
        past -> past.toSeconds() < 3 ? Optional.of("connection refused") : Optional.empty();

    // When
    RestartResult restarted = restart(AGENT, RestartLimit.AGENT);

    // Then
    assertEquals(new RestartResult.Healthy(Duration.ofSeconds(3)), restarted);
    assertEquals("waiting for the agent, 0 s of 10", progress.getFirst());
    assertEquals("waiting for the agent, 2 s of 10", progress.getLast());
  }

  @Test
  void gives_up_on_an_agent_that_takes_too_long() {
    // Given
    runtime.agent = past -> Optional.of("it does not answer");

    // Then
    assertEquals(
        new RestartResult.Unhealthy("it does not answer"), restart(AGENT, RestartLimit.AGENT));
    assertEquals(TIMEOUT, runtime.now());
  }

  @Test
  void gives_up_at_once_on_a_unit_that_systemd_does_not_start_again() {
    // Given
    runtime.failsAfter = Optional.of(Duration.ofMillis(200));
    runtime.agent = past -> Optional.of("connection refused");

    // Then
    assertEquals(
        new RestartResult.Unhealthy("ecs.service is failed"), restart(AGENT, RestartLimit.AGENT));
    assertTrue(runtime.now().toMillis() < 1000);
  }

  @Test
  void starts_an_agent_that_had_failed_only_when_something_was_changed_and_blames_no_change() {
    // Given
    runtime.states.put("ecs.service", "failed");

    // When
    RestartResult unchanged =
        restarter().restart(AGENT, RestartLimit.AGENT, runtime.look(), false, List.of());
    List<String> before = List.copyOf(runtime.asked);
    RestartResult changed = restart(AGENT, RestartLimit.AGENT);

    // Then
    assertInstanceOf(RestartResult.AtNextStart.class, unchanged);
    assertEquals(List.of(), before);
    assertEquals(List.of("restart ecs.service"), runtime.asked);
    RestartResult.Pending pending = assertInstanceOf(RestartResult.Pending.class, changed);
    assertTrue(pending.reason().contains("had failed before"), pending.reason());
  }

  /** In its first moment nothing tells a container of a loop from that of an agent that starts. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void looks_again_before_it_takes_an_agent_for_well_that_does_not_answer_yet(boolean docker) {
    // Given
    runtime.agent = past -> Optional.of("it does not answer");
    runtime.condition = new AgentCondition.Unregistered(Optional.empty());
    runtime.changesAfter = Optional.of(Duration.ofSeconds(2));
    runtime.later = new AgentCondition.Looping("level=critical msg=\"Error loading config\"");

    // When
    RestartResult restarted =
        restart(docker ? DOCKER : AGENT, docker ? RestartLimit.DOCKER : RestartLimit.AGENT);

    // Then
    RestartResult.Pending pending = assertInstanceOf(RestartResult.Pending.class, restarted);
    assertTrue(pending.reason().contains("had failed before"), pending.reason());
    assertTrue(pending.reason().contains("Error loading config"), pending.reason());
  }

  @Test
  void blames_no_change_where_the_agent_was_started_again_before_and_left_no_log() {
    // Given
    runtime.agent = past -> Optional.of("it does not answer");
    runtime.condition =
        new AgentCondition.StartedAgain(
            "Docker has restarted its container 7 times", Optional.empty());

    // When
    RestartResult restarted = restart(AGENT, RestartLimit.AGENT);

    // Then
    RestartResult.Pending pending = assertInstanceOf(RestartResult.Pending.class, restarted);
    assertTrue(pending.reason().contains("7 times"), pending.reason());
  }

  @Test
  void queues_a_restart_and_does_not_wait_where_a_boot_has_to_go_on() {
    // Given: an agent that would never be ready
    runtime.agent = past -> Optional.of("it does not answer");

    // When
    RestartResult restarted = restart(AGENT, RestartLimit.QUEUED);

    // Then
    RestartResult.Pending pending = assertInstanceOf(RestartResult.Pending.class, restarted);
    assertTrue(pending.reason().contains("is queued"), pending.reason());
    assertEquals(List.of("restart ecs.service"), runtime.asked);
    assertEquals(Duration.ZERO, runtime.now());
  }

  @Test
  void starts_nothing_that_has_not_started_where_a_boot_has_to_go_on() {
    // Given
    runtime.states.put("ecs.service", "inactive");

    // Then
    assertInstanceOf(RestartResult.AtNextStart.class, restart(AGENT, RestartLimit.QUEUED));
    assertEquals(List.of(), runtime.asked);
  }

  @Test
  void starts_no_agent_that_somebody_is_stopping() {
    // Given
    runtime.states.put("ecs.service", "deactivating");

    // Then
    assertInstanceOf(RestartResult.AtNextStart.class, restart(AGENT, RestartLimit.AGENT));
    assertEquals(List.of(), runtime.asked);
  }

  @Test
  void asks_again_where_systemd_breaks_off_after_the_restart() {
    // Given
    runtime.busBreaksAfter = Optional.of(Duration.ZERO);
    runtime.brokenConnections = 3;

    // Then
    assertInstanceOf(RestartResult.Healthy.class, restart(AGENT, RestartLimit.AGENT));
    assertEquals(List.of("restart ecs.service"), runtime.asked);
  }

  @Test
  void sees_an_agent_that_does_not_come_back_although_systemd_breaks_off() {
    // Given
    runtime.busBreaksAfter = Optional.of(Duration.ZERO);
    runtime.brokenConnections = 3;
    runtime.agent = past -> Optional.of("it does not answer");

    // Then
    assertEquals(
        new RestartResult.Unhealthy("it does not answer"), restart(AGENT, RestartLimit.AGENT));
  }

  @Test
  void says_that_it_restarted_where_systemd_never_answers_again() {
    // Given
    runtime.busBreaksAfter = Optional.of(Duration.ZERO);
    runtime.brokenConnections = Integer.MAX_VALUE;

    // When
    RestartResult.Unproven unproven =
        assertInstanceOf(RestartResult.Unproven.class, restart(AGENT, RestartLimit.AGENT));

    // Then
    assertEquals(
        "ecs.service was restarted, and systemd has not answered since: the system bus does not"
            + " answer",
        unproven.reason());
    assertEquals(TIMEOUT, runtime.now());
  }

  @Test
  void takes_an_agent_that_answers_badly_for_one_that_can_be_asked() {
    // Given
    runtime.container = true;
    runtime.answers = true;
    runtime.agent = past -> Optional.of("the agent answers with status 500");

    // Then
    assertInstanceOf(RestartResult.Unhealthy.class, restart(AGENT, RestartLimit.AGENT));
  }

  @Test
  void waits_for_the_container_of_an_agent_that_it_cannot_ask() {
    // Given
    runtime.container = true;
    runtime.agent = past -> Optional.of("connection refused");
    runtime.program = new Program.Down("there is no container ecs-agent");
    runtime.runsAgainAfter = Optional.of(Duration.ofSeconds(8));

    // Then
    assertInstanceOf(RestartResult.Unproven.class, restart(AGENT, RestartLimit.AGENT));
  }

  @Test
  void looks_for_the_container_of_an_agent_that_it_cannot_ask() {
    // Given
    runtime.container = true;
    runtime.agent = past -> Optional.of("connection refused");
    runtime.program = new Program.Down("the agent's container has exited with 1");

    // Then
    assertEquals(
        new RestartResult.Unhealthy("the agent's container has exited with 1"),
        restart(AGENT, RestartLimit.AGENT));
  }

  @Test
  void restarts_nothing_that_has_not_started() {
    // Given
    runtime.states.put("ecs.service", "inactive");

    // Then
    assertInstanceOf(RestartResult.AtNextStart.class, restart(AGENT, RestartLimit.AGENT));
    assertEquals(List.of(), runtime.asked);
  }

  @Test
  void asks_nobody_about_a_tree_of_files() {
    // Given
    runtime.program = new Program.Offline();
    runtime.noBus = Optional.of(new IOException("asked"));

    // Then
    assertInstanceOf(RestartResult.AtNextStart.class, restart(AGENT, RestartLimit.AGENT));
  }

  @Test
  void restarts_the_agent_alone_where_docker_would_have_to_and_may_not() {
    // Given
    Set<Restart> all = Set.of(Restart.DAEMON_RELOAD, Restart.AGENT, Restart.DOCKER);

    // When
    RestartResult.Partly partly =
        assertInstanceOf(RestartResult.Partly.class, restart(all, RestartLimit.AGENT));

    // Then
    assertEquals(List.of("reload", "restart ecs.service"), runtime.asked);
    assertTrue(partly.pending().contains("2 containers would be stopped"), partly.pending());
    runtime.agent = past -> Optional.of("it does not answer");
    assertInstanceOf(RestartResult.Unhealthy.class, restart(all, RestartLimit.AGENT));
  }

  @Test
  void restarts_docker_once_for_both() {
    // Given
    Set<Restart> all = Set.of(Restart.DAEMON_RELOAD, Restart.AGENT, Restart.DOCKER);

    // Then
    assertInstanceOf(RestartResult.Healthy.class, restart(all, RestartLimit.DOCKER));
    assertEquals(List.of("reload", "restart docker.service"), runtime.asked);
  }

  @Test
  void tells_systemd_of_files_that_an_earlier_run_wrote() {
    assertInstanceOf(
        RestartResult.Healthy.class, restart(Set.of(Restart.DOCKER), RestartLimit.DOCKER));
    assertEquals(List.of("reload", "restart docker.service"), runtime.asked);
  }

  @Test
  void has_nothing_to_wait_for_where_docker_has_not_started() {
    // Given
    runtime.states.put("docker.service", "inactive");

    // Then
    assertInstanceOf(RestartResult.AtNextStart.class, restart(DOCKER, RestartLimit.AGENT));
    assertEquals(List.of("reload"), runtime.asked);
  }

  @Test
  void restarts_the_unit_of_suse_where_it_starts_ecs_init() {
    // Given
    runtime.states.put("ecs.service", "not-found");

    // Then
    assertInstanceOf(RestartResult.Healthy.class, restart(AGENT, RestartLimit.AGENT));
    assertEquals(List.of("restart amazon-ecs.service"), runtime.asked);
  }

  @Test
  void never_restarts_when_it_may_not() {
    assertInstanceOf(RestartResult.Pending.class, restart(AGENT, RestartLimit.NEVER));
    assertInstanceOf(RestartResult.Pending.class, restart(DOCKER, RestartLimit.NEVER));
    runtime.program = new Program.Down("there is no container ecs-agent");
    assertEquals(
        new RestartResult.AtNextStart("there is no container ecs-agent"),
        restart(AGENT, RestartLimit.NEVER));
    assertEquals(List.of(), runtime.asked);
  }

  @Test
  void blames_no_change_for_a_loop_that_began_before_it() {
    // Given
    runtime.condition =
        new AgentCondition.Ended(1, true, Optional.of("level=critical msg=\"no region\""));
    runtime.agent = past -> Optional.of("connection refused");

    // When
    RestartResult.Pending pending =
        assertInstanceOf(RestartResult.Pending.class, restart(AGENT, RestartLimit.SAFE));

    // Then
    assertEquals(List.of("restart ecs.service"), runtime.asked);
    assertTrue(pending.reason().contains("had failed before"), pending.reason());
    assertTrue(pending.reason().contains("exited with code 1"), pending.reason());
    assertTrue(pending.reason().contains("no region"), pending.reason());
  }

  @Test
  void takes_an_outage_of_ecs_for_no_crash() {
    // Given
    runtime.agent = past -> Optional.of("connection refused");
    runtime.condition =
        new AgentCondition.Unregistered(Optional.of("level=error msg=\"Unable to register\""));

    // When
    RestartResult.Unregistered unregistered =
        assertInstanceOf(RestartResult.Unregistered.class, restart(AGENT, RestartLimit.SAFE));

    // Then
    assertEquals(TIMEOUT, runtime.now());
    assertTrue(unregistered.reason().contains("Unable to register"), unregistered.reason());
  }

  @Test
  void takes_no_agent_for_ready_that_it_can_ask_from_a_container_and_that_does_not_answer() {
    // Given: the same network as the instance, and the agent was not ready before
    runtime.container = true;
    runtime.hostNetwork = true;
    runtime.agent = past -> Optional.of("connection refused");

    // Then
    assertInstanceOf(RestartResult.Unhealthy.class, restart(AGENT, RestartLimit.SAFE));
  }

  @Test
  void never_restarts_into_files_that_the_agent_does_not_start_with() {
    // Given
    RestartHold deadly =
        new RestartHold(
            RestartHold.Kind.AGENT_WOULD_NOT_START, "the agent would not start: malformed JSON");

    for (RestartLimit limit : List.of(RestartLimit.SAFE, RestartLimit.AGENT, RestartLimit.DOCKER)) {
      // When
      RestartResult.Pending pending =
          assertInstanceOf(
              RestartResult.Pending.class,
              restart(
                  limit == RestartLimit.DOCKER ? Set.of(Restart.DOCKER) : AGENT,
                  limit,
                  List.of(deadly)));

      // Then
      assertTrue(pending.reason().contains("malformed JSON. Correct that"), pending.reason());
    }
    assertTrue(
        runtime.asked.stream().noneMatch(asked -> asked.startsWith("restart")),
        runtime.asked.toString());
  }

  @Test
  void restarts_an_agent_that_would_lose_something_only_when_somebody_asks_for_it() {
    // Given
    RestartHold edit = new RestartHold(RestartHold.Kind.PENDING_EDIT, "the agent exits for good");

    // When
    RestartResult.Pending pending =
        assertInstanceOf(
            RestartResult.Pending.class, restart(AGENT, RestartLimit.SAFE, List.of(edit)));
    List<String> unasked = List.copyOf(runtime.asked);

    // Then
    assertTrue(pending.reason().contains("fix --restart agent"), pending.reason());
    assertEquals(List.of(), unasked);
    assertInstanceOf(
        RestartResult.Healthy.class, restart(AGENT, RestartLimit.AGENT, List.of(edit)));
  }

  @Test
  void restarts_nothing_that_has_not_started_although_its_restart_would_do_harm() {
    // Given
    runtime.states.put("ecs.service", "inactive");
    RestartHold edit = new RestartHold(RestartHold.Kind.TASKS_WOULD_BE_LOST, "orphaned");

    // Then
    assertInstanceOf(
        RestartResult.AtNextStart.class, restart(AGENT, RestartLimit.SAFE, List.of(edit)));
  }

  @Test
  void queues_in_user_data_and_waits_for_nothing() {
    // Given
    runtime.states.put("cloud-final.service", "activating");

    // Then
    assertInstanceOf(RestartResult.Pending.class, restart(AGENT, RestartLimit.AGENT));
    assertInstanceOf(RestartResult.Pending.class, restart(DOCKER, RestartLimit.DOCKER));
    assertEquals(List.of("restart ecs.service", "reload", "restart docker.service"), runtime.asked);
    assertEquals(Duration.ZERO, runtime.now());
  }

  @Test
  void stops_waiting_for_a_job_that_waits_for_others_while_the_system_starts() {
    // Given
    runtime.starting = true;
    runtime.job = past -> Services.Job.WAITING;

    // When
    RestartResult.Pending pending =
        assertInstanceOf(RestartResult.Pending.class, restart(AGENT, RestartLimit.AGENT));

    // Then
    assertTrue(pending.reason().contains("waits for other units"), pending.reason());
    assertTrue(runtime.now().toSeconds() < 5);
  }

  @Test
  void says_what_to_do_where_there_is_no_bus_and_no_unit() {
    // Given
    runtime.states.put("ecs.service", "not-found");
    runtime.states.put("amazon-ecs.service", "not-found");
    RestartResult.Pending noUnit =
        assertInstanceOf(RestartResult.Pending.class, restart(AGENT, RestartLimit.AGENT));
    runtime.noBus = Optional.of(new IOException("there is no system bus"));
    RestartResult.Pending noBus =
        assertInstanceOf(RestartResult.Pending.class, restart(AGENT, RestartLimit.AGENT));

    // Then
    assertTrue(noUnit.reason().contains("there is no ecs.service"), noUnit.reason());
    assertEquals(
        "there is no system bus; restart the agent with `systemctl restart ecs`", noBus.reason());
  }

  @Test
  void never_restarts_docker_unasked_and_names_what_it_would_stop() {
    // When
    RestartResult.Pending pending =
        assertInstanceOf(RestartResult.Pending.class, restart(DOCKER, RestartLimit.AGENT));

    // Then
    assertEquals(
        "Docker has to be restarted, which only --restart docker allows: 2 containers would be"
            + " stopped: web/nginx, db",
        pending.reason());
    assertEquals(List.of("reload"), runtime.asked);
  }

  @Test
  void says_of_live_restore_that_containers_keep_running() {
    // Given
    runtime.liveRestore = true;

    // Then
    RestartResult.Pending pending =
        assertInstanceOf(RestartResult.Pending.class, restart(DOCKER, RestartLimit.AGENT));
    assertTrue(
        pending.reason().endsWith("Docker has live-restore, so that containers keep running"));
  }

  @Test
  void restarts_docker_when_it_may() {
    assertInstanceOf(RestartResult.Healthy.class, restart(DOCKER, RestartLimit.DOCKER));
    assertEquals(List.of("reload", "restart docker.service"), runtime.asked);
  }

  @Test
  void does_not_saw_off_the_container_it_runs_in() {
    // Given
    runtime.container = true;

    // Then
    RestartResult.Pending pending =
        assertInstanceOf(RestartResult.Pending.class, restart(DOCKER, RestartLimit.DOCKER));
    assertTrue(pending.reason().contains("this runs in a container"), pending.reason());
    runtime.liveRestore = true;
    assertInstanceOf(RestartResult.Healthy.class, restart(DOCKER, RestartLimit.DOCKER));
  }

  @Test
  void takes_an_agent_that_it_could_never_reach_for_unproven_and_not_for_broken() {
    // Given
    runtime.container = true;
    runtime.agent = past -> Optional.of("connection refused");

    // Then
    assertInstanceOf(RestartResult.Unproven.class, restart(AGENT, RestartLimit.AGENT));
    runtime.container = false;
    assertInstanceOf(RestartResult.Unhealthy.class, restart(AGENT, RestartLimit.AGENT));
  }

  @Test
  void does_not_take_a_unit_that_has_just_started_for_one_that_stays() {
    // Given
    runtime.container = true;
    runtime.agent = past -> Optional.of("connection refused");
    runtime.failsAfter = Optional.of(Duration.ofSeconds(2));

    // Then
    assertInstanceOf(RestartResult.Unhealthy.class, restart(AGENT, RestartLimit.AGENT));
  }

  @Test
  void starts_again_with_old_files_whatever_systemd_thinks_of_earlier_failures() {
    // When
    restarter().again(AGENT, TIMEOUT, false);
    restarter().again(DOCKER, TIMEOUT, false);

    // Then
    assertEquals(
        List.of(
            "reset ecs.service",
            "restart ecs.service",
            "reload",
            "reset ecs.service",
            "reset docker.service",
            "restart docker.service"),
        runtime.asked);
  }

  private RestartResult restart(Set<Restart> needs, RestartLimit limit) {
    return restart(needs, limit, List.of());
  }

  private RestartResult restart(Set<Restart> needs, RestartLimit limit, List<RestartHold> holds) {
    return restarter().restart(needs, limit, runtime.look(), true, holds);
  }

  private Restarter restarter() {
    return new Restarter(runtime, runtime, TIMEOUT, progress::add);
  }
}
