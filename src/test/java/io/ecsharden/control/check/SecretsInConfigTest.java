package io.ecsharden.control.check;

import static io.ecsharden.control.Audits.finding;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.Hosts;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Remedy;
import io.ecsharden.control.Status;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.FileFact.Cause;
import io.ecsharden.facts.HostFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets beside the ecs.config files. */
class SecretsInConfigTest {

  private static final String CONTROL = "secrets-in-config";
  private static final String PROXY = "HTTP_PROXY=http://me:hunter2@p:1";
  private static final String LINE = "[Service]\nEnvironment=\"" + PROXY + "\"\n";

  @ParameterizedTest
  @ValueSource(strings = {"ecs drop-in", "ecs unit", "docker drop-in", "docker env", "daemon.json"})
  void finds_a_proxys_password_in_the_files_of_ecs_init_and_dockerd(String place) {
    // Given
    Hosts host = Hosts.instance();
    switch (place) {
      case "ecs drop-in" -> host.withDropIn(LINE);
      case "ecs unit" -> host.withUnit(LINE);
      case "docker drop-in" -> host.withDockerDropIn("http-proxy.conf", LINE);
      case "docker env" -> host.with("/etc/sysconfig/docker", "\n" + PROXY + "\n");
      default ->
          host.with(
              HostFacts.DAEMON_JSON,
              "{\n\"proxies\": {\"http-proxy\": \"http://me:hunter2@p:1\"}\n}\n");
    }

    // When
    Finding finding = finding(CONTROL, host);

    // Then
    assertEquals(Status.FAIL, finding.status(), finding.message().toString());
    assertEquals(
        "Mode 0644 lets too many users read a URL with a password.", finding.message().toString());
    assertTrue(finding.source().orElseThrow().endsWith(":2"), finding.toString());
    assertTrue(finding.remedies().getFirst() instanceof Remedy.ByHand, finding.toString());
    assertFalse(finding.toString().contains("hunter2"), finding.toString());
  }

  @Test
  void does_not_say_that_there_is_no_secret_in_a_drop_in_that_it_could_not_read() {
    // Given
    FileFact dropIn =
        new FileFact.Unreadable(
            "/etc/systemd/system/ecs.service.d/x.conf", Cause.NO_PERMISSION, "permission denied");

    // Then
    assertEquals(
        Status.NOT_EVALUATED, finding(CONTROL, Hosts.instance().withDropIn(dropIn)).status());
  }

  @Test
  void finds_an_aws_key_of_dockerd_whatever_the_mode() {
    // Given
    Hosts host =
        Hosts.instance()
            .with("/etc/sysconfig/docker", "AWS_SECRET_ACCESS_KEY=hunter2hunter2\n", 0600);

    // When
    Finding finding = finding(CONTROL, host);

    // Then
    assertEquals("The file holds an AWS key.", finding.message().toString());
    assertEquals(1, finding.remedies().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Environment=\"AWS_SHARED_CREDENTIALS_FILE=/root/.aws/credentials\"",
        "Environment=AWS_CONTAINER_CREDENTIALS_RELATIVE_URI=/x/y",
        "Environment=\"CREDENTIALS_FETCHER_HOST=unix:///var/credentials-fetcher/socket.sock\"",
        "LoadCredential=tls.pem:/etc/tls.pem",
        "ExecStartPre=/usr/bin/fetch --secret-id=prod/registry --out /run/x",
        "ExecStartPre=/usr/bin/curl -H \"X-aws-ec2-metadata-token: $TOKEN\" http://169.254.169.254/",
        "Documentation=mailto:ops@example.com",
        "ExecStart=/usr/bin/dockerd --authorization-plugin=opa-docker-authz-v2:0.4"
      })
  void takes_nothing_for_a_secret_that_only_speaks_of_one(String line) {
    // Given
    String text = "[Service]\n" + line + "\n";
    Hosts host = Hosts.instance().withDropIn(text).withDockerDropIn("x.conf", text);
    host.with(
        HostFacts.DAEMON_JSON,
        "{\"authorization-plugins\": [\"img-authz-plugin\"],\n"
            + " \"log-opts\": {\"splunk-token-file\": \"/etc/x\"}}\n");

    // When
    Finding finding = finding(CONTROL, host);

    // Then
    assertEquals(Status.PASS, finding.status(), finding.details().toString());
  }

  @Test
  void finds_none_in_a_unit_of_a_package() {
    // Given
    Hosts host =
        Hosts.instance()
            .withDockerUnit(
                "[Unit]\n# Note: a comment\nDocumentation=https://docs.docker.com\n[Service]\n"
                    + "ExecStart=/usr/bin/dockerd -H fd:// $OPTIONS\n");

    // Then
    assertEquals(Status.PASS, finding(CONTROL, host).status());
  }
}
