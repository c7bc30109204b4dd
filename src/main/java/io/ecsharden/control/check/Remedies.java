package io.ecsharden.control.check;

import io.ecsharden.control.Consumer;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Remedy;
import io.ecsharden.control.Remedy.Assign;
import io.ecsharden.control.Remedy.ByHand;
import io.ecsharden.control.Remedy.JsonBoolean;
import io.ecsharden.control.Remedy.Unset;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.GoBoolean;
import io.ecsharden.settings.agent.AgentSetting;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.value.EffectiveValue;
import io.ecsharden.settings.value.Origin;
import io.ecsharden.settings.value.Sourced;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The remedies that several controls share. */
final class Remedies {

  private Remedies() {}

  /** {@code Set `X=true` in /etc/ecs/ecs.config …}. */
  static String set(String key, String text) {
    return "Set `"
        + key
        + "="
        + text
        + "` in /etc/ecs/ecs.config, on a line of its own and without quotes, and restart the"
        + " agent.";
  }

  /** The agent or ecs-init gets a text for a variable. */
  static List<Remedy> assign(EvaluationContext context, Consumer reader, String key, String text) {
    if (!context.starter().isEcsInit()) {
      return List.of(StarterRemedies.give(context.starter(), key, text));
    }
    return switch (reader) {
      case AGENT -> agent(context, key, text);
      case ECS_INIT -> init(context, key, text);
      case DOCKERD -> throw new IllegalArgumentException("dockerd reads no " + key);
    };
  }

  private static List<Remedy> agent(EvaluationContext context, String key, String text) {
    List<Remedy> remedies = new ArrayList<>();
    remedies.add(new Assign(key, text));
    Optional<AgentSetting> setting = AgentSettings.find(key);
    boolean off = GoBoolean.parseTrimmed(text).filter(on -> !on).isPresent();
    if (off && setting.filter(Remedies::isJsonStronger).isPresent()) {
      EffectiveValue value = context.value(Consumer.AGENT, key);
      if (isSwitchedOn(value, HostFacts.USER_DATA)) {
        remedies.add(
            new ByHand(
                Optional.of(value.origin()),
                "the instance's user data switches "
                    + key
                    + " on, and no file can switch it off: change the user data, which is in the"
                    + " launch template or the instance's settings"));
      }
      if (isSwitchedOn(value, HostFacts.JSON_CONFIG)) {
        String field = setting.flatMap(AgentSetting::jsonField).orElseThrow();
        remedies.add(new JsonBoolean(HostFacts.JSON_CONFIG, field, false));
      }
    }
    return remedies;
  }

  private static boolean isSwitchedOn(EffectiveValue value, String file) {
    return Stream.concat(
            value.raw().map(raw -> new Sourced(raw, value.origin())).stream(),
            value.shadowed().stream())
        .filter(given -> given.origin().file().equals(file))
        .anyMatch(given -> GoBoolean.parseTrimmed(given.unmasked()).orElse(false));
  }

  /** The agent cannot tell a false of the environment from "not set", so JSON's true counts. */
  private static boolean isJsonStronger(AgentSetting setting) {
    return setting.jsonField().isPresent()
        && switch (setting.kind()) {
          case PLAIN_FALSE, PLAIN_TRUE -> true;
          case TRI_STATE_FALSE,
              TRI_STATE_TRUE,
              ENVIRONMENT_ONLY_FALSE,
              TRIMMED_TEXT,
              TEXT,
              STRING_MAP,
              CIDR_LIST,
              STRING_LIST ->
              false;
        };
  }

  private static List<Remedy> init(EvaluationContext context, String key, String text) {
    return context.isEcsConfigLoaded()
        ? List.of(new Assign(key, text))
        : List.of(StarterRemedies.giveInit(context.starter(), key, text));
  }

  /** No file gives a text for a variable. */
  static List<Remedy> unset(EvaluationContext context, EffectiveValue value) {
    Origin origin =
        value.shadowed().stream()
            .map(Sourced::origin)
            .filter(shadowed -> !value.origin().isFile() && shadowed.isFile())
            .findFirst()
            .orElse(value.origin());
    if (!context.starter().isEcsInit()) {
      return List.of(StarterRemedies.take(context.starter(), value.key(), origin));
    }
    boolean inJson =
        origin.file().equals(HostFacts.JSON_CONFIG) || origin.file().equals(HostFacts.USER_DATA);
    return inJson
        ? List.of(
            new ByHand(
                Optional.of(origin),
                "remove the field for "
                    + value.key()
                    + "; a program would have to guess what else belongs to it"))
        : List.of(new Unset(value.key()));
  }
}
