package io.ecsharden.hygiene;

import io.ecsharden.format.json.JsonDocument;
import io.ecsharden.format.json.JsonValue;
import io.ecsharden.format.json.JsonValue.JsonObject;
import io.ecsharden.format.json.JsonValue.JsonString;
import io.ecsharden.format.json.JsonValue.Member;
import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.value.EffectiveValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Registry credentials in a form that the agent does not read (amazon-ecs-agent 1.105.1, {@code
 * agent/dockerclient/dockerauth/dockerauth.go}, {@code parseAuthData}). Messages hold no part of
 * the value.
 */
final class RegistryCredentials implements InstanceRule {

  private static final String TYPE = "ECS_ENGINE_AUTH_TYPE";
  private static final String DOCKERCFG = "{\"registry\":{\"auth\":\"…\"}}";
  private static final String DOCKER = "{\"registry\":{\"username\":\"…\",\"password\":\"…\"}}";

  @Override
  public List<LineDefect> find(Instance instance) {
    EffectiveValue data = instance.settings().agent().get(AgentSettings.ENGINE_AUTH_DATA);
    EffectiveValue type = instance.settings().agent().get(TYPE);
    if (!data.origin().isFile() || !type.isKnown()) {
      return List.of();
    }
    byte[] text = data.unmasked().getBytes(StandardCharsets.UTF_8);
    if (!(JsonDocument.parse(text).root().orElse(null) instanceof JsonObject registries)) {
      return List.of(); // InvalidJson says so
    }
    return problem(registries, type.unmasked())
        .map(problem ->
            at(Kind.INVALID_VALUE, data.origin())
                .key(AgentSettings.ENGINE_AUTH_DATA)
                .because(problem.message, problem.remedy))
        .stream()
        .toList();
  }

  private record Problem(String message, String remedy) {}

  private static Optional<Problem> problem(JsonObject registries, String type) {
    if (registries.members().isEmpty()) {
      return Optional.empty();
    }
    if (member(registries, "auths").isPresent()) {
      return problem(
          "The agent looks for registries at the top level, and takes `auths` for the name of one",
          "Write what is inside of `auths`");
    }
    return switch (type) {
      case "dockercfg" -> dockercfg(registries);
      case "docker" ->
          registries.members().stream().anyMatch(registry -> !hasUser(registry.value()))
              ? problem(
                  "With ECS_ENGINE_AUTH_TYPE=docker, the agent reads the username and password of"
                      + " each registry, and one has none",
                  "Write " + DOCKER + ", or set ECS_ENGINE_AUTH_TYPE=dockercfg for `auth`")
              : Optional.empty();
      case "" ->
          problem(
              "Without ECS_ENGINE_AUTH_TYPE the agent does not use it",
              "Set ECS_ENGINE_AUTH_TYPE to dockercfg or docker");
      default -> Optional.empty(); // InvalidValue says so
    };
  }

  private static Optional<Problem> dockercfg(JsonObject registries) {
    for (Member registry : registries.members()) {
      if (text(registry.value(), "auth").isEmpty()) {
        return problem(
            "With ECS_ENGINE_AUTH_TYPE=dockercfg, the agent reads `auth` of each registry, and one"
                + " has none",
            "Write " + DOCKERCFG + ", or set ECS_ENGINE_AUTH_TYPE=docker for a username");
      }
    }
    return Optional.empty();
  }

  private static boolean hasUser(JsonValue registry) {
    return text(registry, "username").isPresent()
        || text(registry, "identitytoken").isPresent()
        || text(registry, "registrytoken").isPresent();
  }

  private static Optional<String> text(JsonValue object, String name) {
    return member(object, name)
        .filter(JsonString.class::isInstance)
        .map(value -> ((JsonString) value).value());
  }

  /** Go folds the case of names. */
  private static Optional<JsonValue> member(JsonValue object, String name) {
    return object instanceof JsonObject(List<Member> members, int s, int e)
        ? members.stream()
            .filter(member -> member.name().equalsIgnoreCase(name))
            .map(Member::value)
            .findFirst()
        : Optional.empty();
  }

  private static Optional<Problem> problem(String message, String remedy) {
    return Optional.of(new Problem(message, remedy));
  }
}
