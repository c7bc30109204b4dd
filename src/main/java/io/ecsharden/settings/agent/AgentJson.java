package io.ecsharden.settings.agent;

import io.ecsharden.facts.FileFact;
import io.ecsharden.format.GoText;
import io.ecsharden.format.TypographicQuotes;
import io.ecsharden.format.json.JsonDocument;
import io.ecsharden.format.json.JsonValue;
import io.ecsharden.format.json.JsonValue.JsonArray;
import io.ecsharden.format.json.JsonValue.JsonBoolean;
import io.ecsharden.format.json.JsonValue.JsonNull;
import io.ecsharden.format.json.JsonValue.JsonNumber;
import io.ecsharden.format.json.JsonValue.JsonObject;
import io.ecsharden.format.json.JsonValue.JsonString;
import io.ecsharden.format.json.JsonValue.Member;
import io.ecsharden.settings.agent.AgentJsonField.GoType;
import io.ecsharden.settings.agent.AgentJsonField.Verdict;
import io.ecsharden.settings.rule.ValueRules;
import io.ecsharden.settings.value.Origin;
import io.ecsharden.settings.value.Sourced;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the agent takes from its JSON file (amazon-ecs-agent 1.105.1, {@code
 * agent/config/config.go}, {@code fileConfig}). A file that is not there, or holds white space
 * alone, says nothing; a malformed one makes the agent exit.
 *
 * @param fields what was stored, by upstream's field name
 * @param failure why the agent exits because of this file
 * @param unknown why nobody can tell what it says
 * @param ignored members that name no field
 */
public record AgentJson(
    Map<String, Stored> fields,
    Optional<StartFailure> failure,
    Optional<String> unknown,
    List<Ignored> ignored) {

  public static final AgentJson NOTHING =
      new AgentJson(Map.of(), Optional.empty(), Optional.empty(), List.of());

  /** A value that went into a field. */
  record Stored(JsonValue value, Sourced source) {}

  /** A duration that is stored: a number of nanoseconds. */
  public record Duration(String key, long nanoseconds, Origin origin) {}

  /** The durations that are stored. */
  List<Duration> durations() {
    List<Duration> durations = new ArrayList<>();
    fields.forEach((field, stored) -> {
      Optional<AgentSetting> setting = AgentSettings.byJsonField(field);
      if (stored.value() instanceof JsonNumber(String literal, int s, int e)
          && setting.filter(AgentJson::isDuration).isPresent()) {
        durations.add(
            new Duration(setting.get().key(), Long.parseLong(literal), stored.source().origin()));
      }
    });
    return durations;
  }

  private static boolean isDuration(AgentSetting setting) {
    return ValueRules.isDuration(setting.key());
  }

  /** A member that went nowhere. */
  public record Ignored(String name, Origin origin) {}

  /** Nobody can tell what the agent took. */
  public static AgentJson unknown(String reason) {
    return new AgentJson(Map.of(), Optional.empty(), Optional.of(reason), List.of());
  }

  /**
   * The same over another source: what it leaves empty comes from there ({@code Config.Merge}, for
   * which false, 0 and empty texts are empty as well; only a setting of three states keeps false).
   */
  public AgentJson over(AgentJson weaker) {
    if (unknown.isPresent() || weaker.fields.isEmpty() && weaker.unknown.isEmpty()) {
      return this;
    }
    Map<String, Stored> merged = new LinkedHashMap<>(weaker.fields);
    fields.forEach((field, stored) -> {
      if (!merged.containsKey(field) || !isZero(field, stored.value())) {
        merged.put(field, stored);
      }
    });
    if (isSet("ClusterArn") && !isSet("Cluster")) {
      // the old name stands for the new one before user data is asked
      merged.remove("Cluster");
    }
    return new AgentJson(merged, failure, weaker.unknown, ignored);
  }

  private boolean isSet(String field) {
    return Optional.ofNullable(fields.get(field))
        .filter(stored -> !isZero(field, stored.value()))
        .isPresent();
  }

  private static boolean isZero(String field, JsonValue value) {
    return switch (value) {
      case JsonNull _ -> true;
      case JsonBoolean(boolean on, int s, int e) ->
          !on
              && AgentJsonField.find(field)
                  .filter(known -> known.type() == GoType.TRI_STATE)
                  .isEmpty();
      case JsonNumber(String literal, int s, int e) ->
          literal.equals("0")
              && AgentJsonField.find(field)
                  .filter(known -> known.type() == GoType.TRI_STATE)
                  .isEmpty();
      case JsonString(String text, int s, int e) -> text.isEmpty();
      case JsonArray array -> array.elements().isEmpty();
      case JsonObject object -> object.members().isEmpty();
    };
  }

  public static AgentJson of(FileFact file) {
    return switch (file) {
      case FileFact.Absent absent -> NOTHING;
      case FileFact.Content content -> parse(content.path(), content.bytes());
      case FileFact.Unreadable unreadable -> unreadable(unreadable);
    };
  }

  private static AgentJson unreadable(FileFact.Unreadable file) {
    return switch (file.cause()) {
      // os.Open fails, and the agent goes on without the file
      case SYMLINK_LOOP -> NOTHING;
      case DIRECTORY ->
          failed(
              file.path(), 0, "the agent cannot read it: it is a directory", Map.of(), List.of());
      case FIFO ->
          failed(file.path(), 0, "the agent waits for ever: " + file.detail(), Map.of(), List.of());
      case NO_PERMISSION, NOT_REGULAR, KERNEL_FILE, CHANGING, TOO_LARGE, IO_ERROR ->
          unknown(file.path() + " could not be read: " + file.detail());
    };
  }

  private static AgentJson parse(String path, byte[] bytes) {
    if (GoText.trimSpace(GoText.decode(bytes)).isEmpty()) {
      return NOTHING;
    }
    JsonDocument document = JsonDocument.parse(bytes);
    if (document.error().isPresent()) {
      JsonDocument.JsonError error = document.error().get();
      String why =
          TypographicQuotes.isIn(GoText.decode(bytes))
              ? "malformed JSON: typographic quotes are not JSON's quotes"
              : "malformed JSON: " + error.message();
      return failed(path, error.line(), why, Map.of(), List.of());
    }
    return switch (document.root().orElseThrow()) {
      case JsonNull nothing -> NOTHING;
      case JsonObject object -> members(path, document, object);
      case JsonValue other ->
          failed(
              path,
              document.lineOf(other.start()),
              "the file must hold a JSON object, not " + article(other.kind()),
              Map.of(),
              List.of());
    };
  }

  static AgentJson members(String path, JsonDocument document, JsonObject object) {
    Map<String, Stored> fields = new LinkedHashMap<>();
    List<Ignored> ignored = new ArrayList<>();
    Optional<AgentJson> failed = Optional.empty();
    for (Member member : object.members()) {
      int line = document.lineOf(member.start());
      Optional<AgentJsonField> field = AgentJsonField.find(member.name());
      if (field.isEmpty()) {
        ignored.add(new Ignored(member.name(), Origin.line(path, line)));
        continue;
      }
      Verdict verdict = field.get().type().judge(member.value());
      if (verdict == Verdict.FITS) {
        store(fields, field.get(), member, document, Origin.line(path, line));
        continue;
      }
      boolean duration =
          AgentSettings.byJsonField(field.get().name()).filter(AgentJson::isDuration).isPresent();
      String message =
          field.get().name()
              + " must not be "
              + article(member.value().kind())
              + (duration ? ": it is a number of nanoseconds" : "");
      if (verdict == Verdict.STOPS) {
        return failed(path, line, message, fields, ignored);
      }
      if (failed.isEmpty()) {
        failed = Optional.of(failed(path, line, message, fields, ignored));
      }
    }
    Optional<StartFailure> failure = failed.flatMap(AgentJson::failure);
    return new AgentJson(fields, failure, Optional.empty(), ignored);
  }

  private static void store(
      Map<String, Stored> fields,
      AgentJsonField field,
      Member member,
      JsonDocument document,
      Origin origin) {
    boolean isNull = member.value() instanceof JsonNull;
    if (isNull && field.type() != GoType.TRI_STATE) {
      // null leaves a Go value as it is
      return;
    }
    if (isNull) {
      fields.remove(field.name());
      return;
    }
    String raw = GoText.decode(document.textOf(member.value()));
    fields.put(field.name(), new Stored(member.value(), Sourced.of(settingOf(field), raw, origin)));
  }

  /** The variable that says the same; {@code ClusterArn} is an old name of {@code Cluster}. */
  private static String settingOf(AgentJsonField field) {
    return field.name().equals("ClusterArn")
        ? AgentSettings.CLUSTER
        : AgentSettings.byJsonField(field.name()).map(AgentSetting::key).orElse(field.name());
  }

  private static AgentJson failed(
      String path, int line, String message, Map<String, Stored> fields, List<Ignored> ignored) {
    StartFailure failure = new StartFailure(message, Origin.line(path, line));
    return new AgentJson(
        Map.copyOf(fields), Optional.of(failure), Optional.empty(), List.copyOf(ignored));
  }

  private static String article(String kind) {
    return kind.startsWith("a") || kind.startsWith("o") ? "an " + kind : "a " + kind;
  }
}
