package io.ecsharden.control.proxy;

import static io.ecsharden.control.Audits.finding;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.Hosts;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Remedy;
import io.ecsharden.control.Remedy.Assign;
import io.ecsharden.control.Remedy.ByHand;
import io.ecsharden.control.Remedy.DropIn;
import io.ecsharden.facts.HostFacts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is added to which list, and what is left to people. */
class NoProxyRemediesTest {

  private static final String UNIT =
      "[Service]\nEnvironmentFile=-/etc/sysconfig/docker\nExecStart=/usr/bin/dockerd\n";
  private static final String BOTH = "169.254.169.254,169.254.170.2";
  private static final String DROP_IN =
      "/etc/systemd/system/docker.service.d/zz-ecs-harden-no-proxy.conf";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP_PROXY=p:1|NO_PROXY=" + BOTH + ",/var/run/docker.sock",
        "HTTP_PROXY=p:1;NO_PROXY=a|NO_PROXY=a," + BOTH,
        "HTTP_PROXY=p:1;NO_PROXY=a;NO_PROXY=b|NO_PROXY=b," + BOTH,
        "HTTP_PROXY=p:1;no_proxy=a|no_proxy=a," + BOTH,
        "HTTP_PROXY=p:1;NO_PROXY=;no_proxy=a|no_proxy=a," + BOTH,
        "HTTP_PROXY=p:1;NO_PROXY=b;no_proxy=" + BOTH + "|NO_PROXY=b," + BOTH,
        "HTTP_PROXY=p:1;NO_PROXY='" + BOTH + "'|NO_PROXY=" + BOTH,
        "HTTP_PROXY=p:1;NO_PROXY=169.254.170.2|NO_PROXY=169.254.170.2,169.254.169.254"
      })
  void adds_what_is_missing_to_the_list_that_counts(String lines, String assignment) {
    // Given
    Hosts host = Hosts.instance().with(HostFacts.ECS_CONFIG, lines.replace(';', '\n') + "\n");

    // When
    List<Remedy> remedies = remedies(host);

    // Then
    int equals = assignment.indexOf('=');
    assertEquals(
        List.of(new Assign(assignment.substring(0, equals), assignment.substring(equals + 1))),
        remedies);
  }

  @Test
  void takes_the_list_of_the_other_file() {
    // Given
    Hosts host =
        Hosts.instance()
            .on("debian", "12", "Debian")
            .with(HostFacts.INSTANCE_CONFIG, "NO_PROXY=a\n")
            .with(HostFacts.ECS_CONFIG, "HTTP_PROXY=p:1\n");

    // Then
    assertEquals(List.of(new Assign("NO_PROXY", "a," + BOTH)), remedies(host));
  }

  @Test
  void leaves_lists_that_differ_and_lists_with_secrets_to_people() {
    // Given
    Hosts differ =
        Hosts.instance()
            .withDropIn("[Service]\nEnvironment=NO_PROXY=b\n")
            .with(HostFacts.ECS_CONFIG, "HTTP_PROXY=p:1\n");
    Hosts secret =
        Hosts.instance()
            .with(HostFacts.ECS_CONFIG, "HTTP_PROXY=p:1\nNO_PROXY=http://me:hunter2@a\n");

    // When
    Finding finding = finding("proxy-bypass", secret);

    // Then
    assertInstanceOf(ByHand.class, remedies(differ).getFirst());
    assertInstanceOf(ByHand.class, finding.remedies().getFirst());
    assertFalse(finding.toString().contains("hunter2"), finding.toString());
  }

  @Test
  void wants_what_the_baseline_states_where_that_is_enough() {
    // Given
    Hosts host = Hosts.instance().with(HostFacts.ECS_CONFIG, "HTTP_PROXY=p:1\nNO_PROXY=a\n");

    // When
    Finding enough =
        finding("proxy-bypass", host, "settings: {NO_PROXY: {equals: '" + BOTH + ",b'}}");
    Finding little = finding("proxy-bypass", host, "settings: {NO_PROXY: {equals: b}}");

    // Then
    assertEquals(List.of(new Assign("NO_PROXY", BOTH + ",b")), enough.remedies());
    assertEquals(List.of(new Assign("NO_PROXY", "b," + BOTH)), little.remedies());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http-proxy.conf|HTTP_PROXY=p:1|" + BOTH,
        "http-proxy.conf|HTTP_PROXY=p:1 NO_PROXY=a|a," + BOTH,
        "http-proxy.conf|HTTP_PROXY=p:1 no_proxy=a|a," + BOTH,
        "http-proxy.conf|HTTP_PROXY=p:1 NO_PROXY= no_proxy=a|a," + BOTH,
        "zz.conf|HTTP_PROXY=p:1 NO_PROXY=a|-",
        "zz.conf|HTTP_PROXY=p:1|" + BOTH,
        "zzz.conf|HTTP_PROXY=p:1 no_proxy=a|a," + BOTH
      })
  void makes_a_drop_in_for_dockerd_where_it_wins(String name, String words, String list) {
    // Given
    Hosts host =
        Hosts.instance()
            .withDockerUnit(UNIT)
            .withDockerDropIn(name, "[Service]\nEnvironment=" + words + "\n");

    // When
    Remedy remedy = remedies(host).getFirst();

    // Then
    boolean loses = name.compareTo("zz-e") > 0 && words.contains("NO_PROXY=");
    if (loses) {
      assertTrue(assertInstanceOf(ByHand.class, remedy).reason().text().masked().contains(name));
    } else {
      assertEquals(new DropIn(DROP_IN, "NO_PROXY", list), remedy);
    }
  }

  @Test
  void goes_on_with_the_drop_in_that_is_there() {
    // Given
    Hosts host =
        Hosts.instance()
            .withDockerUnit(UNIT)
            .withDockerDropIn("http-proxy.conf", "[Service]\nEnvironment=HTTP_PROXY=p:1\n")
            .withDockerDropIn(
                "zz-ecs-harden-no-proxy.conf", "[Service]\nEnvironment=\"NO_PROXY=a\"\n");

    // Then
    assertEquals(List.of(new DropIn(DROP_IN, "NO_PROXY", "a," + BOTH)), remedies(host));
  }

  @Test
  void leaves_an_environment_file_of_docker_to_people() {
    // Given
    Hosts host =
        Hosts.instance()
            .withDockerUnit(UNIT)
            .with("/etc/sysconfig/docker", "HTTP_PROXY=p:1\nNO_PROXY=a\n");

    // Then
    assertTrue(
        assertInstanceOf(ByHand.class, remedies(host).getFirst())
            .reason()
            .text()
            .masked()
            .contains("/etc/sysconfig/docker:2"));
  }

  private static List<Remedy> remedies(Hosts host) {
    return finding("proxy-bypass", host).remedies();
  }
}
