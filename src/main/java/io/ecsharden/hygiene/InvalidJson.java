package io.ecsharden.hygiene;

import io.ecsharden.format.TypographicQuotes;
import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.agent.AgentSetting;
import io.ecsharden.settings.agent.AgentSettings;
import java.util.Optional;

/** A text that is no JSON for a setting that needs JSON. */
final class InvalidJson implements LineRule, PlainRule {

  @Override
  public Optional<LineDefect> find(EnvLine line) {
    return line.agentSetting()
        .flatMap(setting -> effect(setting))
        .filter(effect -> !Values.isJson(line.value()))
        .flatMap(effect -> invalid(line, effect));
  }

  /** What a text that is no JSON does to a setting; nothing where the setting takes any text. */
  private static Optional<Effect> effect(AgentSetting setting) {
    return switch (setting.kind()) {
      case STRING_LIST -> Optional.of(new Effect("the agent uses its default", false));
      case STRING_MAP, CIDR_LIST -> Optional.of(new Effect("the agent does not start", true));
      default ->
          setting.key().equals(AgentSettings.ENGINE_AUTH_DATA)
              ? Optional.of(new Effect("the agent has no credentials", false))
              : Optional.empty();
    };
  }

  /**
   * What happens.
   *
   * @param exits whether {@link AgentExits} finds it as well
   */
  private record Effect(String text, boolean exits) {}

  private Optional<LineDefect> invalid(EnvLine line, Effect effect) {
    String value = line.value();
    boolean cut = value.equals("{") || value.equals("[") || value.endsWith(",");
    boolean typographic = TypographicQuotes.isIn(value);
    if (effect.exits && !cut) {
      return Optional.empty();
    }
    return Optional.of(
        value(Kind.INVALID_VALUE, line)
            .because(
                (cut
                        ? "The value ends where its line ends: "
                        : typographic
                            ? "Typographic quotes are not JSON's quotes: "
                            : "The value is not JSON: ")
                    + effect.text,
                cut
                    ? "Write the JSON on one line"
                    : typographic ? "Write \" for each of the quotes" : "Write JSON"));
  }
}
