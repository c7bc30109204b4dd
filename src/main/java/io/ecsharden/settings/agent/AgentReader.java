package io.ecsharden.settings.agent;

import io.ecsharden.format.GoBoolean;
import io.ecsharden.format.GoDuration;
import io.ecsharden.format.GoText;
import io.ecsharden.format.json.JsonValue;
import io.ecsharden.format.json.JsonValue.JsonBoolean;
import io.ecsharden.format.json.JsonValue.JsonNumber;
import io.ecsharden.format.json.JsonValue.JsonString;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.agent.AgentJson.Stored;
import io.ecsharden.settings.agent.AgentSetting.Kind;
import io.ecsharden.settings.rule.ValueRule.Refusal;
import io.ecsharden.settings.rule.ValueRules;
import io.ecsharden.settings.value.EffectiveValue;
import io.ecsharden.settings.value.EffectiveValue.Note;
import io.ecsharden.settings.value.Origin;
import io.ecsharden.settings.value.Sourced;
import io.ecsharden.settings.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The agent's precedence: environment, then JSON file, then JSON user data, then default
 * (amazon-ecs-agent 1.105.1, {@code agent/config/config.go}, {@code NewConfig} and {@code Merge}).
 */
public final class AgentReader {

  private static final String NOT_ACCEPTED = "is not accepted as it is";

  private final EcsInitEnvironment environment;
  private final AgentJson json;
  private final List<Gap> gaps;

  /**
   * A file that could not be read, and so may say anything.
   *
   * @param reason why, naming the file
   * @param stronger the files that beat it
   */
  public record Gap(String reason, List<String> stronger) {}

  public AgentReader(EcsInitEnvironment environment, AgentJson json, List<Gap> gaps) {
    this.environment = environment;
    this.json = json;
    this.gaps = gaps;
  }

  /**
   * Reads the settings.
   *
   * @param waits why the agent is not even reached
   */
  public AgentView read(List<StartFailure> waits) {
    List<StartFailure> failures = new ArrayList<>(waits);
    failures.addAll(StartChecks.environment(environment));
    json.failure().ifPresent(failures::add);
    failures.addAll(StartChecks.bounds(environment, json));
    List<String> unknown = new ArrayList<>(gaps.stream().map(Gap::reason).toList());
    json.unknown().ifPresent(unknown::add);
    return new AgentView(this, environment, json, failures, unknown);
  }

  /** What the agent takes for one setting. */
  EffectiveValue value(AgentSetting setting) {
    Optional<Sourced> said = environment.get(setting.key());
    Optional<String> gap = gap(said);
    if (gap.isPresent()) {
      return unknown(setting, gap.get());
    }
    return setting.kind().isBoolean() ? bool(setting, said) : text(setting, said);
  }

  /** The file that could not be read, and that may say something else than what was said. */
  Optional<String> gap(Optional<Sourced> said) {
    for (Gap gap : gaps) {
      boolean beaten =
          said.filter(s ->
                  s.origin().kind() == Origin.Kind.ECS_INIT_FORCED
                      || gap.stronger().contains(s.origin().file()))
              .isPresent();
      if (!beaten) {
        return Optional.of(gap.reason());
      }
    }
    return Optional.empty();
  }

  private EffectiveValue unknown(AgentSetting setting, String reason) {
    return new EffectiveValue(
        setting.key(),
        new Value.Unknown(reason),
        Origin.AGENT_DEFAULT,
        Optional.empty(),
        List.of(),
        List.of());
  }

  private EffectiveValue bool(AgentSetting setting, Optional<Sourced> said) {
    Kind kind = setting.kind();
    String text = said.map(Sourced::unmasked).orElse("");
    Optional<Boolean> parsed = GoBoolean.parseTrimmed(text);
    Optional<Stored> stored = setting.jsonField().map(json.fields()::get);
    List<Note> notes = new ArrayList<>();
    if (parsed.isEmpty() && !GoText.trimSpace(text).isEmpty()) {
      boolean plain = kind != Kind.TRI_STATE_FALSE && kind != Kind.TRI_STATE_TRUE;
      notes.add(
          new Note(
              said.orElseThrow(),
              plain
                  ? "is not a boolean for the agent, which silently uses " + kind.booleanDefault()
                  : "is not a boolean for the agent: it counts as not set, with a warning in its"
                      + " log"));
    }
    return switch (kind) {
      case TRI_STATE_FALSE, TRI_STATE_TRUE -> triState(setting, said, parsed, stored, notes);
      case PLAIN_FALSE, PLAIN_TRUE, ENVIRONMENT_ONLY_FALSE ->
          plain(setting, said, parsed, stored, notes);
      case TRIMMED_TEXT, TEXT, STRING_MAP, CIDR_LIST, STRING_LIST ->
          throw new IllegalArgumentException(setting.key() + " is not a boolean");
    };
  }

  private EffectiveValue triState(
      AgentSetting setting,
      Optional<Sourced> said,
      Optional<Boolean> parsed,
      Optional<Stored> stored,
      List<Note> notes) {
    if (parsed.isPresent()) {
      return fromEnvironment(setting, new Value.Bool(parsed.get()), said, stored, notes);
    }
    if (stored.isPresent()) {
      return fromJson(setting, new Value.Bool(isTrue(stored.get().value())), said, stored, notes);
    }
    if (json.unknown().isPresent() && setting.jsonField().isPresent()) {
      return unknown(setting, json.unknown().get());
    }
    return fromDefault(setting, said, notes);
  }

  private EffectiveValue plain(
      AgentSetting setting,
      Optional<Sourced> said,
      Optional<Boolean> parsed,
      Optional<Stored> stored,
      List<Note> notes) {
    boolean on = parsed.orElse(setting.kind().booleanDefault());
    if (!on && stored.isPresent() && isTrue(stored.get().value())) {
      if (parsed.isPresent()) {
        notes.add(
            new Note(said.orElseThrow(), "cannot switch this setting off: JSON's true beats it"));
      }
      return fromJson(setting, new Value.Bool(true), said, stored, notes);
    }
    if (!on && json.unknown().isPresent() && setting.jsonField().isPresent()) {
      return unknown(setting, json.unknown().get());
    }
    return said.isPresent()
        ? fromEnvironment(setting, new Value.Bool(on), said, stored, notes)
        : fromDefault(setting, said, notes);
  }

  private EffectiveValue text(AgentSetting setting, Optional<Sourced> said) {
    boolean trim = setting.kind() == Kind.TRIMMED_TEXT;
    Optional<Stored> stored =
        setting.jsonField().map(json.fields()::get).or(() -> deprecated(setting));
    String text = said.map(Sourced::unmasked).orElse("");
    String effective = trim ? GoText.trimSpace(text) : text;
    Optional<Refusal> refusal =
        effective.isEmpty()
            ? Optional.empty()
            : ValueRules.find(setting.key()).flatMap(rule -> rule.refusal(effective));
    List<Note> notes =
        refusal.map(r -> List.of(new Note(said.orElseThrow(), NOT_ACCEPTED))).orElse(List.of());
    if (!text.isEmpty() && refusal.filter(r -> r.instead().isEmpty()).isEmpty()) {
      String used = refusal.flatMap(Refusal::instead).orElse(effective);
      return fromEnvironment(setting, text(setting, used), said, stored, notes);
    }
    if (stored.isPresent()) {
      String inJson =
          switch (stored.get().value()) {
            case JsonString(String value, int s, int e) -> value;
            case JsonNumber(String literal, int s, int e)
                when ValueRules.isDuration(setting.key()) ->
                GoDuration.show(Long.parseLong(literal));
            default -> stored.get().source().unmasked();
          };
      if (!inJson.isEmpty()) {
        String taken = trim ? GoText.trimSpace(inJson) : inJson;
        return fromJson(setting, text(setting, taken), said, stored, notes);
      }
    }
    if (json.unknown().isPresent() && setting.jsonField().isPresent()) {
      return unknown(setting, json.unknown().get());
    }
    return fromDefault(setting, said, notes);
  }

  private Optional<Stored> deprecated(AgentSetting setting) {
    return setting.key().equals(AgentSettings.CLUSTER) && json.failure().isEmpty()
        ? Optional.ofNullable(json.fields().get("ClusterArn"))
        : Optional.empty();
  }

  private EffectiveValue fromEnvironment(
      AgentSetting setting,
      Value value,
      Optional<Sourced> said,
      Optional<Stored> stored,
      List<Note> notes) {
    List<Sourced> shadowed = environment.shadowed(setting.key());
    if (stored.isPresent()) {
      shadowed = new ArrayList<>(shadowed);
      shadowed.add(stored.get().source());
    }
    return new EffectiveValue(
        setting.key(),
        value,
        said.map(Sourced::origin).orElse(Origin.AGENT_DEFAULT),
        said.map(Sourced::raw),
        shadowed,
        notes);
  }

  private EffectiveValue fromJson(
      AgentSetting setting,
      Value value,
      Optional<Sourced> said,
      Optional<Stored> stored,
      List<Note> notes) {
    Sourced source = stored.orElseThrow().source();
    return new EffectiveValue(
        setting.key(),
        value,
        source.origin(),
        Optional.of(source.raw()),
        shadowedByJson(setting, said),
        notes);
  }

  private List<Sourced> shadowedByJson(AgentSetting setting, Optional<Sourced> said) {
    List<Sourced> shadowed = new ArrayList<>();
    said.ifPresent(shadowed::add);
    shadowed.addAll(environment.shadowed(setting.key()));
    return shadowed;
  }

  private EffectiveValue fromDefault(
      AgentSetting setting, Optional<Sourced> said, List<Note> notes) {
    Value value =
        setting.kind().isBoolean()
            ? new Value.Bool(setting.kind().booleanDefault())
            : text(setting, setting.agentDefault());
    // A line that says nothing the agent can take still explains why the default holds.
    Optional<Sourced> empty = said.filter(s -> s.origin().isSaid());
    return new EffectiveValue(
        setting.key(),
        value,
        empty.map(Sourced::origin).orElse(Origin.AGENT_DEFAULT),
        empty.map(Sourced::raw),
        environment.shadowed(setting.key()),
        notes);
  }

  private static Value text(AgentSetting setting, String text) {
    return new Value.Text(SensitiveText.value(setting.key(), text));
  }

  private static boolean isTrue(JsonValue value) {
    return switch (value) {
      case JsonBoolean(boolean on, int s, int e) -> on;
      case JsonNumber(String literal, int s, int e) -> literal.equals("1");
      default -> false;
    };
  }
}
