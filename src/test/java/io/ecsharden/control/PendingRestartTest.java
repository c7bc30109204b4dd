package io.ecsharden.control;

import static io.ecsharden.control.Audits.finding;
import static io.ecsharden.control.Audits.findings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.Hosts;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.facts.RunningFacts.Program;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the files say against what runs. */
class PendingRestartTest {

  private static final Instant STARTED = Instant.parse("2026-06-29T08:00:00.123Z");
  private static final String IMDS = "awsvpc-imds-block";
  private static final String FILTER = "localhost-filter";
  private static final String GOOD_FILE = "ECS_AWSVPC_BLOCK_IMDS=true\n";
  private static final String BAD_FILE =
      "ECS_AWSVPC_BLOCK_IMDS=yes\nECS_SKIP_LOCALHOST_TRAFFIC_FILTER=true\n";
  private static final Map<String, String> GOOD = Map.of("ECS_AWSVPC_BLOCK_IMDS", "true");
  private static final Map<String, String> BAD =
      Map.of("ECS_AWSVPC_BLOCK_IMDS", "\"true\"", "ECS_SKIP_LOCALHOST_TRAFFIC_FILTER", "1");

  @ParameterizedTest
  @CsvSource({
    "good, good, PASS",
    "good, bad, PENDING_RESTART",
    "good, empty, PENDING_RESTART",
    "good, down, NOT_EVALUATED",
    "good, unseen, NOT_EVALUATED",
    "good, offline, PASS",
    "bad, good, FAIL",
    "bad, bad, FAIL",
    "bad, down, FAIL",
    "bad, unseen, FAIL",
    "bad, offline, FAIL"
  })
  void holds_the_agents_files_against_the_agent_that_runs(
      String file, String running, Status expected) {
    assertEquals(expected, status(IMDS, file, program(running), new Program.Running(BAD, STARTED)));
  }

  @ParameterizedTest
  @CsvSource({
    "good, good, PASS",
    "good, bad, PENDING_RESTART",
    "good, empty, PASS",
    "good, down, NOT_EVALUATED",
    "good, unseen, NOT_EVALUATED",
    "bad, good, FAIL",
    "bad, bad, FAIL",
    "bad, down, FAIL",
    "bad, unseen, FAIL"
  })
  void holds_ecs_inits_files_against_the_ecs_init_that_runs(
      String file, String running, Status expected) {
    assertEquals(
        expected, status(FILTER, file, new Program.Running(BAD, STARTED), program(running)));
  }

  @Test
  void needs_both_where_a_control_judges_both() {
    // Given
    Program runs = new Program.Running(Map.of(), STARTED);
    Program tcp = new Program.Running(Map.of("DOCKER_HOST", "tcp://127.0.0.1:2375"), STARTED);
    String control = "docker-host-socket";

    // Then
    assertEquals(Status.PASS, status(control, "good", runs, runs));
    assertEquals(Status.PENDING_RESTART, status(control, "good", tcp, runs));
    assertEquals(Status.PENDING_RESTART, status(control, "good", runs, tcp));
    assertEquals(Status.NOT_EVALUATED, status(control, "good", runs, program("unseen")));
    assertEquals(Status.NOT_EVALUATED, status(control, "good", program("down"), runs));
  }

  @Test
  void says_what_runs_since_when_and_what_to_do() {
    // When
    Finding finding = finding(IMDS, host("good", program("bad"), program("good")));

    // Then
    assertTrue(
        finding
            .message()
            .toString()
            .startsWith(
                "The files comply, but the agent has been running since 2026-06-29T08:00:00Z with"
                    + " `false`. awsvpc tasks can reach the metadata service. `\"true\"` "),
        finding.message().toString());
    assertEquals(Optional.of("the running agent"), finding.source());
    assertEquals(Optional.of("false"), finding.effective().map(Object::toString));
    assertEquals(Optional.of("true"), finding.expected());
    assertTrue(finding.remediation().contains("`systemctl restart ecs`"), finding.remediation());
    assertEquals(List.of(new Remedy.RestartService(Remedy.Service.AGENT)), finding.remedies());
  }

  @Test
  void names_ecs_init_where_that_has_the_old_value() {
    // When
    Finding finding = finding(FILTER, host("good", program("good"), program("bad")));

    // Then
    assertTrue(
        finding
            .message()
            .toString()
            .contains("ecs-init has been running since 2026-06-29T08:00:00Z"),
        finding.message().toString());
    assertEquals(Optional.of("the running ecs-init"), finding.source());
  }

  @Test
  void warns_that_the_next_start_uses_the_bad_value() {
    // When
    Finding finding = finding(IMDS, host("bad", program("good"), program("good")));

    // Then
    assertEquals(Status.FAIL, finding.status());
    assertTrue(
        finding
            .message()
            .toString()
            .endsWith(
                " But the agent has been running since 2026-06-29T08:00:00Z with a value that"
                    + " complies. The next start uses the files."),
        finding.message().toString());
    assertEquals(Optional.of(HostFacts.ECS_CONFIG + ":1"), finding.source());
  }

  @ParameterizedTest
  @ValueSource(strings = {"config-hygiene", "config-owner", "dead-settings", "secrets-in-config"})
  void judges_text_without_a_look_at_what_runs(String control) {
    assertEquals(Status.PASS, status(control, "good", program("unseen"), program("down")));
  }

  @Test
  void judges_each_stated_setting_by_the_program_that_reads_it() {
    // Given
    Hosts host = host("good", program("empty"), program("unseen"));
    String baseline =
        "settings: {ECS_AWSVPC_BLOCK_IMDS: {equals: true}, ECS_LOGLEVEL: {unset: true},"
            + " ECS_SKIP_LOCALHOST_TRAFFIC_FILTER: {unset: true}, MY_OWN: {unset: true}}";

    // When
    List<String> statuses =
        findings(host, baseline).stream()
            .filter(f -> f.control().equals("agent-settings"))
            .map(f -> f.subject().orElse("") + " " + f.status())
            .toList();

    // Then
    assertEquals(
        List.of(
            "ECS_AWSVPC_BLOCK_IMDS PENDING_RESTART",
            "ECS_LOGLEVEL PASS",
            "ECS_SKIP_LOCALHOST_TRAFFIC_FILTER NOT_EVALUATED",
            "MY_OWN PASS"),
        statuses);
  }

  @Test
  void sees_a_variable_that_only_the_container_has() {
    // Given
    Program agent = new Program.Running(Map.of("MY_OWN", "x"), STARTED);
    Hosts host = host("good", agent, program("good"));

    // When
    Finding finding = finding("agent-settings", host, "settings: {MY_OWN: {unset: true}}");

    // Then
    assertEquals(Status.PENDING_RESTART, finding.status());
    assertEquals(Optional.of("the running agent"), finding.source());
  }

  /** The container has ecs-init's defaults, and nobody can tell who put them there. */
  @ParameterizedTest
  @CsvSource({
    "A=1, 'unset: true', PASS",
    "A=1, 'present: true', FAIL",
    "ECS_UPDATES_ENABLED=true, 'unset: true', FAIL",
    "ECS_UPDATES_ENABLED=true, 'present: true', PASS"
  })
  void waits_for_no_restart_because_of_what_ecs_init_always_sets(
      String line, String expectation, Status expected) {
    // Given
    Program agent = new Program.Running(Map.of("ECS_UPDATES_ENABLED", "true"), STARTED);
    Hosts host =
        Hosts.instance()
            .with(HostFacts.ECS_CONFIG, line + "\n")
            .running(new RunningFacts(agent, program("good")));

    // When
    Finding finding =
        finding("agent-settings", host, "settings: {ECS_UPDATES_ENABLED: {" + expectation + "}}");

    // Then
    assertEquals(expected, finding.status(), finding.message().toString());
    assertFalse(finding.message().toString().contains("restart"), finding.message().toString());
  }

  @ParameterizedTest
  @CsvSource({"2026-06-29T07:59:59Z, PASS", "2026-06-29T09:00:00Z, NOT_EVALUATED"})
  void does_not_claim_that_the_agent_read_a_json_file_that_is_younger(
      Instant written, Status expected) {
    // Given
    Hosts host =
        Hosts.instance()
            .with(HostFacts.JSON_CONFIG, "{\"AWSVPCBlockInstanceMetdata\": true}")
            .running(
                new RunningFacts(
                    new Program.Running(
                        Map.of("ECS_AGENT_CONFIG_FILE_PATH", HostFacts.JSON_CONFIG), STARTED),
                    program("good"),
                    new Program.Offline(),
                    Optional.of(written)));

    // When
    Finding finding = finding(IMDS, host);

    // Then
    assertEquals(expected, finding.status(), finding.message().toString());
    assertEquals(
        expected == Status.NOT_EVALUATED,
        finding.message().toString().contains("was changed after the agent had started"));
  }

  @Test
  void lets_a_waiver_cover_it_too() {
    // When
    Finding finding =
        finding(
            IMDS,
            host("good", program("bad"), program("good")),
            "waivers:",
            "  - {control: awsvpc-imds-block, reason: r, approvedBy: a, expires: 2026-12-31}");

    // Then
    assertEquals(Status.WAIVED, finding.status());
  }

  @Test
  void shows_no_secret_of_the_environments() {
    // Given
    String secret = "hunter2hunter2";
    Map<String, String> environment =
        Map.of(
            "ECS_BACKEND_HOST", "http://user:" + secret + "@ecs.example",
            "DOCKER_HOST", "tcp://user:" + secret + "@docker:2375",
            "ECS_ENGINE_AUTH_DATA", "{\"quay.io\":{\"auth\":\"" + secret + "\"}}",
            "MY_PASSWORD", secret,
            "ECS_AWSVPC_BLOCK_IMDS", "password=" + secret,
            "ECS_AWSVPC_ADDITIONAL_LOCAL_ROUTES", "password=" + secret);
    Program program = new Program.Running(environment, STARTED);

    // When
    List<Finding> all =
        findings(
            host("good", program, program),
            "settings: {MY_PASSWORD: {unset: true}, ECS_ENGINE_AUTH_DATA: {unset: true},"
                + " HTTP_PROXY: {unset: true}}");

    // Then
    assertTrue(all.stream().filter(f -> f.status() == Status.PENDING_RESTART).count() > 4);
    for (Finding finding : all) {
      assertFalse(finding.toString().contains(secret), finding.toString());
    }
    assertFalse(program.toString().contains(secret), program.toString());
  }

  private static Status status(String control, String file, Program agent, Program init) {
    return finding(control, host(file, agent, init)).status();
  }

  private static Hosts host(String file, Program agent, Program init) {
    return Hosts.instance()
        .with(HostFacts.ECS_CONFIG, file.equals("good") ? GOOD_FILE : BAD_FILE)
        .running(
            agent instanceof Program.Offline
                ? RunningFacts.OFFLINE
                : new RunningFacts(agent, init));
  }

  private static Program program(String how) {
    return switch (how) {
      case "good" -> new Program.Running(GOOD, STARTED);
      case "bad" -> new Program.Running(BAD, STARTED);
      case "empty" -> new Program.Running(Map.of(), STARTED);
      case "down" -> new Program.Down("there is no container ecs-agent");
      case "unseen" -> new Program.Unseen("permission denied on /var/run/docker.sock");
      default -> new Program.Offline();
    };
  }
}
