package io.ecsharden.control.proxy;

import static io.ecsharden.control.Audits.finding;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.Hosts;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Remedy;
import io.ecsharden.control.Status;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.facts.RunningFacts.Program;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose requests for metadata and credentials go where. */
class ProxyBypassTest {

  private static final String CONTROL = "proxy-bypass";
  private static final String UNIT = "[Service]\nExecStart=/usr/bin/dockerd\n";
  private static final String BOTH = "169.254.169.254,169.254.170.2";
  private static final Instant STARTED = Instant.parse("2026-06-29T08:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP_PROXY=p:1||FAIL",
        "HTTP_PROXY=p:1|" + BOTH + "|PASS",
        "HTTP_PROXY=p:1|169.254.169.254, 169.254.170.2|PASS",
        "HTTP_PROXY=p:1|169.254.169.254|FAIL",
        "HTTP_PROXY=p:1|169.254.0.0/16|PASS",
        "HTTP_PROXY=p:1|169.254.*|FAIL",
        "HTTP_PROXY=p:1|169.254.169.254 169.254.170.2|FAIL",
        "HTTP_PROXY=p:1|169.254.169.254:80,169.254.170.2:80|PASS",
        "HTTP_PROXY=p:1|169.254.169.254:443,169.254.170.2|FAIL",
        "HTTP_PROXY=p:1|http://169.254.169.254,169.254.170.2|FAIL",
        "HTTP_PROXY=p:1|*|PASS",
        "HTTP_PROXY=http://%zz||PASS",
        "HTTPS_PROXY=p:1||PASS",
        "ALL_PROXY=p:1||PASS"
      })
  void judges_what_a_go_program_does(String proxy, String list, Status expected) {
    // Given
    String text = proxy + "\nNO_PROXY=" + (list == null ? "" : list) + "\n";
    Hosts agent = Hosts.instance().with(HostFacts.ECS_CONFIG, text);
    Hosts dockerd =
        Hosts.instance()
            .withDockerUnit(UNIT)
            .withDockerDropIn("p.conf", "[Service]\n" + quoted(text));

    // When
    Finding ofAgent = finding(CONTROL, agent);
    Finding ofDockerd = finding(CONTROL, dockerd);

    // Then
    assertEquals(expected, ofAgent.status(), ofAgent.message().toString());
    assertEquals(expected, ofDockerd.status(), ofDockerd.message().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP_PROXY=http://%zz:1|No proxy is set. docker.service was not found, so dockerd's"
            + " environment was not seen. HTTP_PROXY of /etc/ecs/ecs.config:1 is not a URL, so it"
            + " counts as no proxy.",
        "HTTPS_PROXY=https://p:1|169.254.169.254 and 169.254.170.2 go direct. A proxy for the"
            + " rest: the agent and ecs-init. docker.service was not found, so dockerd's environment"
            + " was not seen. HTTPS_PROXY of /etc/ecs/ecs.config:1 means TLS to the proxy itself."
      })
  void says_of_a_proxy_that_it_does_not_count_or_means_tls(String line, String message) {
    // When
    Finding finding = finding(CONTROL, Hosts.instance().with(HostFacts.ECS_CONFIG, line + "\n"));

    // Then
    assertEquals(Status.PASS, finding.status());
    assertEquals(message, finding.message().toString());
  }

  @Test
  void says_which_lines_for_dockerd_systemd_drops() {
    // Given
    Hosts host =
        Hosts.instance()
            .withDockerUnit(UNIT + "EnvironmentFile=-/etc/sysconfig/docker\n")
            .with("/etc/sysconfig/docker", "A=1\nexport HTTP_PROXY=http://p:1\n");

    // When
    Finding finding = finding(CONTROL, host);

    // Then
    assertEquals(
        "No proxy is set. /etc/sysconfig/docker:2 gives dockerd nothing: systemd drops such a"
            + " name.",
        finding.message().toString());
  }

  @Test
  void names_each_program_with_the_line_of_its_proxy() {
    // Given
    Hosts host =
        Hosts.instance()
            .with(HostFacts.ECS_CONFIG, "ECS_CLUSTER=a\nHTTP_PROXY=http://me:hunter2@p:1\n")
            .withDockerUnit(UNIT)
            .withDockerDropIn("p.conf", "[Service]\n\nEnvironment=HTTP_PROXY=p:2\n");

    // When
    Finding finding = finding(CONTROL, host);

    // Then
    assertEquals(
        "Requests of the agent, ecs-init and dockerd for 169.254.169.254 and 169.254.170.2 go to"
            + " a proxy.",
        finding.message().toString());
    String details = finding.details().toString();
    assertTrue(details.contains("/etc/ecs/ecs.config:2"), details);
    assertTrue(details.contains("/etc/systemd/system/docker.service.d/p.conf:3"), details);
    assertTrue(
        details.contains("https goes direct: dockerd does not use HTTP_PROXY for it"), details);
    assertFalse(finding.toString().contains("hunter2"), finding.toString());
  }

  @ParameterizedTest
  @CsvSource({"false, PASS", "true, FAIL"})
  void expects_the_ipv6_address_where_the_baseline_does(boolean ipv6, Status expected) {
    // Given
    Hosts host =
        Hosts.instance()
            .with(HostFacts.ECS_CONFIG, "HTTP_PROXY=p:1\nNO_PROXY=" + BOTH + ",[fd00:ec2::254]\n");

    // When
    Finding finding =
        finding(CONTROL, host, "controls: {proxy-bypass: {parameters: {ipv6: " + ipv6 + "}}}");

    // Then
    assertEquals(expected, finding.status());
    assertEquals(
        ipv6,
        finding.details().toString().contains("an IPv6 address without a port has no brackets"));
  }

  @Test
  void wants_no_metadata_service_of_an_external_instance() {
    // Given
    Hosts host =
        Hosts.instance()
            .with(
                HostFacts.ECS_CONFIG,
                "ECS_EXTERNAL=true\nHTTP_PROXY=p:1\nNO_PROXY=169.254.170.2\n");

    // When
    Finding finding = finding(CONTROL, host);

    // Then
    assertEquals(Status.PASS, finding.status(), finding.message().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"proxies\": {\"http-proxy\": \"p:1\"}}|FAIL",
        "{\"proxies\": {\"http-proxy\": \"p:1\", \"no-proxy\": \"" + BOTH + "\"}}|PASS",
        "{\"proxies\": {\"http-proxy\": \"p:1\"}, \"proxies\": {\"no-proxy\": \"*\"}}|PASS",
        "{\"proxies\": {\"http-proxy\": \"\"}}|PASS",
        "{\"proxies\": null}|PASS",
        "{\"http-proxy\": \"p:1\"}|PASS",
        "{}|PASS",
        "''|PASS",
        "{\"proxies\": []}|NOT_EVALUATED",
        "{\"proxies\": {\"http-proxy\": 1}}|NOT_EVALUATED",
        "{\"proxies\": {\"http-proxy\": \"p:1\"},}|NOT_EVALUATED",
        "{\"proxies\": {\"httpProxy\": \"p:1\"}}|NOT_EVALUATED",
        "[]|NOT_EVALUATED"
      })
  void reads_daemon_json_as_dockerd_does(String json, Status expected) {
    // Given
    Hosts host = Hosts.instance().withDockerUnit(UNIT).with(HostFacts.DAEMON_JSON, json);

    // When
    Finding finding = finding(CONTROL, host);

    // Then
    assertEquals(expected, finding.status(), finding.message().toString());
    assertEquals(
        expected == Status.NOT_EVALUATED,
        finding.message().toString().contains("dockerd does not start"));
  }

  @ParameterizedTest
  @CsvSource({
    "'" + BOTH + "', PASS",
    "'.internal', PENDING_RESTART",
    "'', PENDING_RESTART",
  })
  void holds_the_files_against_the_dockerd_that_runs(String running, Status expected) {
    // Given
    Program agent = new Program.Running(Map.of(), STARTED);
    Program dockerd =
        new Program.Running(Map.of("HTTP_PROXY", "http://p:1", "NO_PROXY", running), STARTED);
    Hosts host =
        Hosts.instance()
            .withDockerUnit(UNIT)
            .withDockerDropIn("p.conf", "[Service]\nEnvironment=HTTP_PROXY=p:1 NO_PROXY=" + BOTH)
            .running(new RunningFacts(agent, agent, dockerd, Optional.empty()));

    // When
    Finding finding = finding(CONTROL, host);

    // Then
    assertEquals(expected, finding.status(), finding.message().toString());
    if (expected == Status.PENDING_RESTART) {
      assertTrue(
          finding
              .message()
              .toString()
              .contains("dockerd has been running since 2026-06-29T08:00:00Z"),
          finding.message().toString());
      assertTrue(finding.remediation().contains("systemctl restart docker"), finding.toString());
      assertTrue(finding.remedies().contains(new Remedy.RestartService(Remedy.Service.DOCKER)));
    }
  }

  @Test
  void does_not_judge_a_dockerd_that_could_not_be_asked() {
    // Given
    Program agent = new Program.Running(Map.of(), STARTED);
    Hosts host =
        Hosts.instance()
            .withDockerUnit(UNIT)
            .withDockerDropIn("p.conf", "[Service]\nEnvironment=HTTP_PROXY=p:1 NO_PROXY=" + BOTH)
            .running(
                new RunningFacts(
                    agent, agent, new Program.Unseen("no answer in 2 s"), Optional.empty()));

    // When
    Finding finding = finding(CONTROL, host);

    // Then
    assertEquals(Status.NOT_EVALUATED, finding.status());
    assertTrue(
        finding.message().toString().contains("no answer in 2 s"), finding.message().toString());
  }

  private static String quoted(String text) {
    StringBuilder lines = new StringBuilder();
    text.lines()
        .forEach(
            line -> lines.append("Environment=\"").append(line.replace("%", "%%")).append("\"\n"));
    return lines.toString();
  }
}
