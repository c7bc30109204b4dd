package io.ecsharden.secrets;

import io.ecsharden.format.json.JsonDocument;
import io.ecsharden.format.json.JsonValue;
import io.ecsharden.format.json.JsonValue.JsonObject;
import io.ecsharden.format.json.JsonValue.JsonString;
import io.ecsharden.format.json.JsonValue.Member;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code ECS_LOG_OPTS}: a log group is no secret, and a token is one. What is not on the list of
 * harmless options (moby 28, {@code daemon/logger}) stays hidden.
 */
final class LogOptions {

  private static final String NAME = "ECS_LOG_OPTS";

  private static final List<String> HARMLESS_PREFIXES =
      List.of("awslogs-", "fluentd-", "gelf-", "syslog-", "splunk-");

  private static final Set<String> HARMLESS =
      Set.of(
          "tag",
          "labels",
          "labels-regex",
          "env",
          "env-regex",
          "mode",
          "max-buffer-size",
          "max-size",
          "max-file",
          "compress",
          "cache-disabled",
          "cache-max-size",
          "cache-max-file",
          "cache-compress");

  private LogOptions() {}

  /** Whether a variable holds the options of a log driver; a name can have marks around it. */
  static boolean is(String name) {
    return name.equals(NAME);
  }

  /** The options with their secrets hidden; a text that is no JSON object is hidden whole. */
  static String shown(String text) {
    Optional<JsonObject> options = object(text);
    if (options.isEmpty()) {
      return SensitiveText.MASK;
    }
    StringBuilder shown = new StringBuilder();
    int position = 0;
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (Member member : options.get().members()) {
      JsonValue value = member.value();
      Optional<String> piece = hidden(member);
      if (piece.isPresent()) {
        shown.append(new String(bytes, position, value.start() - position, StandardCharsets.UTF_8));
        shown.append('"').append(piece.get()).append('"');
        position = value.end();
      }
    }
    return shown
        .append(new String(bytes, position, bytes.length - position, StandardCharsets.UTF_8))
        .toString();
  }

  /** Whether a text holds a secret: an option, or anything in a text that is no JSON object. */
  static boolean holdSecret(String text) {
    return object(text)
        .map(options -> options.members().stream().anyMatch(m -> hidden(m).isPresent()))
        .orElseGet(() -> SecretShapes.holdsSecret(text));
  }

  /** What stands for a member's value where that is a secret. */
  private static Optional<String> hidden(Member member) {
    if (!(member.value() instanceof JsonString(String text, int s, int e))) {
      return isHarmless(member.name()) ? Optional.empty() : Optional.of(SensitiveText.MASK);
    }
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String shown = isHarmless(member.name()) ? Masking.prose(text) : SensitiveText.MASK;
    return shown.equals(text) ? Optional.empty() : Optional.of(shown);
  }

  private static boolean isHarmless(String option) {
    boolean token = option.endsWith("token");
    return !token
        && (HARMLESS.contains(option) || HARMLESS_PREFIXES.stream().anyMatch(option::startsWith));
  }

  private static Optional<JsonObject> object(String text) {
    return JsonDocument.parse(text.getBytes(StandardCharsets.UTF_8))
        .root()
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast);
  }
}
