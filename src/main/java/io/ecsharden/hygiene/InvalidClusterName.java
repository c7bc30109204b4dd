package io.ecsharden.hygiene;

import static io.ecsharden.format.unit.EnvironmentNames.isNameCharacter;

import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.agent.AgentSettings;
import java.util.Optional;

/** A name that no cluster can have. */
final class InvalidClusterName implements LineRule, PlainRule {

  /** Up to 255 letters, digits, hyphens and underscores (ECS API, CreateCluster). */
  @Override
  public Optional<LineDefect> find(EnvLine line) {
    String value = line.value();
    boolean fits =
        value.startsWith("arn:")
            || value.length() <= 255
                && value.chars().allMatch(c -> c == '-' || isNameCharacter((char) c));
    return line.key().equals(AgentSettings.CLUSTER) && !fits
        ? Optional.of(
            value(Kind.INVALID_VALUE, line)
                .because(
                    "No cluster has such a name: it can hold letters, digits, - and _",
                    "Write the cluster's name or its ARN"))
        : Optional.empty();
  }
}
