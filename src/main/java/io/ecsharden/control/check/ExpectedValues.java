package io.ecsharden.control.check;

import io.ecsharden.format.GoBoolean;
import io.ecsharden.format.json.JsonDocument;
import io.ecsharden.format.json.JsonValue;
import io.ecsharden.format.net.AddressBlock;
import io.ecsharden.settings.agent.AgentSetting;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.init.InitSettings;
import io.ecsharden.settings.rule.ValueRule;
import io.ecsharden.settings.rule.ValueRules;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The values that a baseline can expect of a setting: those that its reader uses as they are.
 * Nothing is known of most texts, and every one is allowed there.
 */
final class ExpectedValues {

  private ExpectedValues() {}

  /** Why no reader uses a value as it is, and what to write; without the value itself. */
  static Optional<String> mistakeIn(String setting, String value) {
    Optional<ValueRule> rule = ValueRules.find(setting);
    if (rule.isPresent() && rule.get().refusal(value).isPresent() && !value.isEmpty()) {
      return Optional.of(setting + " does not have this value; choose " + rule.get().accepts());
    }
    boolean right =
        AgentSettings.find(setting).map(agent -> fits(agent.kind(), value)).orElse(true)
            && InitSettings.find(setting).map(init -> fits(init.kind(), value)).orElse(true);
    return right ? Optional.empty() : Optional.of(setting + " is " + words(setting));
  }

  private static boolean fits(AgentSetting.Kind kind, String value) {
    return switch (kind) {
      case TRI_STATE_FALSE, TRI_STATE_TRUE, PLAIN_FALSE, PLAIN_TRUE, ENVIRONMENT_ONLY_FALSE ->
          GoBoolean.parse(value).isPresent();
      case STRING_MAP -> value.isEmpty() || isStringMap(value);
      case CIDR_LIST -> value.isEmpty() || isStringList(value, true);
      case STRING_LIST -> value.isEmpty() || isStringList(value, false);
      case TRIMMED_TEXT, TEXT -> true;
    };
  }

  private static boolean fits(InitSettings.Kind kind, String value) {
    return switch (kind) {
      case BOOLEAN -> GoBoolean.parse(value).isPresent();
      case EXACTLY_TRUE -> value.equals("true") || value.equals("false");
      case TEXT -> true;
    };
  }

  private static String words(String setting) {
    AgentSetting.Kind kind =
        AgentSettings.find(setting).map(AgentSetting::kind).orElse(AgentSetting.Kind.PLAIN_FALSE);
    return switch (kind) {
      case STRING_MAP -> "a JSON object of texts; write {\"name\": \"value\"} in single quotes";
      case CIDR_LIST ->
          "a JSON array of networks; write [\"10.0.0.0/8\"] in single quotes, for example";
      case STRING_LIST -> "a JSON array of texts; write [\"json-file\"] in single quotes";
      case TRI_STATE_FALSE,
          TRI_STATE_TRUE,
          PLAIN_FALSE,
          PLAIN_TRUE,
          ENVIRONMENT_ONLY_FALSE,
          TRIMMED_TEXT,
          TEXT ->
          "a boolean; write `true` or `false`";
    };
  }

  private static Optional<JsonValue> json(String value) {
    return JsonDocument.parse(value.getBytes(StandardCharsets.UTF_8)).root();
  }

  private static boolean isStringMap(String value) {
    return json(value)
        .filter(root ->
            root instanceof JsonValue.JsonObject object
                && object.members().stream()
                    .allMatch(member -> member.value() instanceof JsonValue.JsonString))
        .isPresent();
  }

  private static boolean isStringList(String value, boolean networks) {
    return json(value)
        .filter(root ->
            root instanceof JsonValue.JsonArray array
                && array.elements().stream()
                    .allMatch(element ->
                        element instanceof JsonValue.JsonString text
                            && (!networks || AddressBlock.parse(text.value()).isPresent())))
        .isPresent();
  }
}
