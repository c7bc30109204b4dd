package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.Hosts;
import io.ecsharden.facts.HostFacts;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryCredentialsTest {

  private static final RegistryCredentials RULE = new RegistryCredentials();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dockercfg | {\"r.example.com\":{\"auth\":\"dTpw\"}}",
        "docker | {\"r.example.com\":{\"username\":\"u\",\"password\":\"p\"}}",
        "docker | {}"
      })
  void leaves_credentials_that_the_agent_reads(String type, String data) {
    assertEquals(List.of(), found(RULE, host("ECS_ENGINE_AUTH_TYPE=" + type, data)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dockercfg | {\"auths\":{\"r.example.com\":{\"auth\":\"dTpw\"}}}",
        "docker | {\"auths\":{\"r.example.com\":{\"username\":\"u\",\"password\":\"p\"}}}",
        "dockercfg | {\"r.example.com\":{\"username\":\"u\",\"password\":\"p\"}}",
        "docker | {\"r.example.com\":{\"auth\":\"dTpw\"}}"
      })
  void finds_credentials_in_a_form_that_the_agent_does_not_read(String type, String data) {
    assertEquals(
        List.of("/etc/ecs/ecs.config:2 invalid-value ECS_ENGINE_AUTH_DATA"),
        found(RULE, host("ECS_ENGINE_AUTH_TYPE=" + type, data)));
  }

  private static Hosts host(String type, String data) {
    return Hosts.instance()
        .with(HostFacts.ECS_CONFIG, type + "\nECS_ENGINE_AUTH_DATA=" + data + "\n");
  }
}
