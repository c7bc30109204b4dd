package io.ecsharden.settings.starter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.format.shell.ShellLine;
import io.ecsharden.settings.value.Origin;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunCommandTest {

  private static final Origin WHERE = Origin.line("/x", 1);
  private static final String IMAGE = " amazon/amazon-ecs-agent:latest";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/usr/bin/docker run -dit -e A=1 --env B=2 --env=C=3 -eD=4 | A=1 B=2 C=3 D=4",
        "docker -H unix:///x.sock run --name amazon-ecs-agent -e A=1 | A=1",
        "docker container run --rm --init -e A=1 | A=1",
        "ExecStart=-/usr/bin/docker run -e A=1 | A=1",
        "sudo docker run -e A=1 | A=1",
        "/bin/sh -c \"exec docker run -e 'A=1 2'\" | A=1 2",
        "docker create --entrypoint amazon-ecs-agent -e A=1 | A=1"
      })
  void finds_the_variables_of_the_agent(String command, String variables) {
    // Given
    String quote = command.endsWith("\"") ? "\"" : "";
    String line = command.substring(0, command.length() - quote.length()) + IMAGE + quote;

    // When
    ContainerCommand found = RunCommand.in(ShellLine.words(line), WHERE).orElseThrow();

    // Then
    assertEquals(variables, String.join(" ", found.variables().stream().map(Given::text).toList()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docker run nginx amazon/amazon-ecs-agent",
        "docker pull amazon/amazon-ecs-agent",
        "docker run --name amazon-ecs-agent nginx",
        "dockerd run amazon/amazon-ecs-agent",
        "echo run amazon/amazon-ecs-agent",
        "docker run"
      })
  void takes_nothing_else_for_the_agent(String line) {
    assertEquals(Optional.empty(), RunCommand.in(ShellLine.words(line), WHERE));
  }

  @Test
  void sees_how_the_container_is_confined_and_what_is_mounted() {
    // Given
    String line =
        "docker run --privileged --security-opt apparmor=unconfined -v /etc/ecs:/etc/ecs:ro"
            + " --mount type=bind,src=/srv/,target=/data"
            + IMAGE;

    // When
    ContainerCommand found = RunCommand.in(ShellLine.words(line), WHERE).orElseThrow();

    // Then
    assertTrue(found.privileged() && found.unconfined());
    assertEquals(
        Optional.of("/etc/ecs/ecs.config.json"), found.onInstance("/etc/ecs/ecs.config.json"));
    assertEquals(Optional.of("/srv/x"), found.onInstance("/data/x"));
    assertEquals(Optional.empty(), found.onInstance("/etc/ecs2"));
  }

  @Test
  void does_not_claim_to_know_options_in_a_variable() {
    ContainerCommand found =
        RunCommand.in(ShellLine.words("docker run $OPTIONS" + IMAGE), WHERE).orElseThrow();

    assertTrue(found.open().isPresent());
  }
}
