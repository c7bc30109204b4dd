package io.ecsharden.control.check;

import static io.ecsharden.control.Audits.finding;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.Hosts;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The agent is started by a command, and its container's network decides who reaches it. */
class PublishedIntrospectionTest {

  private static final String CONTROL = "introspection-off-host";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "docker run --name ecs-agent | NOT_EVALUATED",
        "docker run --network bridge -p 127.0.0.1:51678:51678 | NOT_EVALUATED",
        "docker run --net none | NOT_EVALUATED",
        "docker run -p 51678:51678 | FAIL",
        "docker run --publish=0.0.0.0:51678:51678/tcp | FAIL",
        "docker run -P | FAIL",
        "docker run -p 127.0.0.1:51678:51678 -p 10.0.0.1:51678:51678 | FAIL",
        "docker run --net=host | NOT_EVALUATED",
        "docker run --network=container:other | NOT_EVALUATED",
        "docker run $MORE | NOT_EVALUATED",
        "docker run --network $NET | NOT_EVALUATED",
        "ctr run --net-host | NOT_EVALUATED",
        "ctr run | NOT_EVALUATED"
      })
  void is_judged_by_what_is_published(String command, Status status) {
    Finding finding = started(command);

    assertEquals(status, finding.status(), finding.message().masked());
  }

  @ParameterizedTest
  @CsvSource({"51678:51678, every address", "10.0.0.1:51678:51678, 10.0.0.1"})
  void a_failure_says_where(String published, String where) {
    Finding finding = started("docker run -p " + published);

    assertTrue(finding.message().masked().contains(where), finding.message().masked());
    assertEquals(2, finding.origin().orElseThrow().line());
  }

  private static Finding started(String command) {
    return finding(
        CONTROL,
        Hosts.instance()
            .withUnit(
                "[Service]\nExecStart=/usr/bin/" + command + " amazon/amazon-ecs-agent:latest\n"));
  }
}
