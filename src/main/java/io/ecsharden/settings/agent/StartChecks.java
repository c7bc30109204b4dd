package io.ecsharden.settings.agent;

import io.ecsharden.format.TypographicQuotes;
import io.ecsharden.format.json.JsonDocument;
import io.ecsharden.format.json.JsonValue;
import io.ecsharden.format.json.JsonValue.JsonArray;
import io.ecsharden.format.json.JsonValue.JsonNull;
import io.ecsharden.format.json.JsonValue.JsonNumber;
import io.ecsharden.format.json.JsonValue.JsonString;
import io.ecsharden.settings.agent.AgentJson.Stored;
import io.ecsharden.settings.agent.AgentJsonField.GoType;
import io.ecsharden.settings.agent.AgentJsonField.Verdict;
import io.ecsharden.settings.value.Origin;
import io.ecsharden.settings.value.Sourced;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What makes the agent exit before it does anything (amazon-ecs-agent 1.105.1, {@code
 * agent/config/parse.go} and {@code validateAndOverrideBounds} in {@code agent/config/config.go}).
 * A missing region is not judged: the agent asks the instance metadata service for it.
 */
final class StartChecks {

  /** {@code agent/dockerclient/logging_drivers.go}. */
  private static final List<String> LOGGING_DRIVERS =
      List.of(
          "json-file",
          "syslog",
          "journald",
          "gelf",
          "fluentd",
          "awslogs",
          "splunk",
          "logentries",
          "sumologic",
          "none",
          "awsfirelens");

  private static final long SECOND = 1_000_000_000L;

  private StartChecks() {}

  /** Variables that must hold JSON of the right shape, or nothing. */
  static List<StartFailure> environment(EcsInitEnvironment environment) {
    List<StartFailure> failures = new ArrayList<>();
    mustBe(GoType.STRING_MAP, AgentSettings.INSTANCE_ATTRIBUTES, environment, failures);
    mustBe(GoType.STRING_MAP, AgentSettings.INSTANCE_TAGS, environment, failures);
    mustBe(GoType.CIDR_LIST, AgentSettings.ADDITIONAL_LOCAL_ROUTES, environment, failures);
    return failures;
  }

  private static void mustBe(
      GoType type, String key, EcsInitEnvironment environment, List<StartFailure> failures) {
    String text = environment.text(key);
    if (text.isEmpty()) {
      return;
    }
    JsonDocument document = parse(text);
    String expected =
        type == GoType.STRING_MAP ? "a JSON object of strings" : "a JSON array of CIDR blocks";
    Optional<String> wrong =
        document
            .error()
            .map(error ->
                TypographicQuotes.isIn(text)
                    ? "typographic quotes are not JSON's quotes"
                    : "malformed JSON: " + error.message())
            .or(() ->
                type.judge(document.root().orElseThrow()) == Verdict.FITS
                    ? Optional.empty()
                    : Optional.of("it is JSON of another shape"));
    wrong.ifPresent(message ->
        failures.add(
            new StartFailure(
                key + " must be " + expected + "; " + message,
                environment.get(key).map(Sourced::origin).orElse(Origin.AGENT_DEFAULT))));
  }

  /** Values that are checked after everything has been merged. */
  static List<StartFailure> bounds(EcsInitEnvironment environment, AgentJson json) {
    List<StartFailure> failures = new ArrayList<>();
    duration(json, "DockerStopTimeout", SECOND, failures);
    duration(json, "ContainerStartTimeout", 45 * SECOND, failures);
    loggingDrivers(environment, json).ifPresent(failures::add);
    return failures;
  }

  private static void duration(
      AgentJson json, String field, long minimum, List<StartFailure> failures) {
    Optional.ofNullable(json.fields().get(field))
        .filter(stored -> tooShort(stored.value(), minimum))
        .ifPresent(stored ->
            failures.add(
                new StartFailure(
                    field + " is a number of nanoseconds, and at least " + minimum / SECOND + " s",
                    stored.source().origin())));
  }

  private static boolean tooShort(JsonValue value, long minimum) {
    // The environment gives 0 for "not set", and a text that is too short becomes the minimum, so
    // that only JSON can break this. Zero counts as not set there too.
    return value instanceof JsonNumber(String literal, int s, int e)
        && Long.parseLong(literal) != 0
        && Long.parseLong(literal) < minimum;
  }

  private static Optional<StartFailure> loggingDrivers(
      EcsInitEnvironment environment, AgentJson json) {
    String text = environment.text(AgentSettings.LOGGING_DRIVERS);
    Optional<JsonArray> drivers = firstArray(text).filter(array -> !array.elements().isEmpty());
    Optional<Origin> origin = environment.get(AgentSettings.LOGGING_DRIVERS).map(Sourced::origin);
    if (drivers.isEmpty()) {
      Optional<Stored> stored = Optional.ofNullable(json.fields().get("AvailableLoggingDrivers"));
      origin = stored.map(s -> s.source().origin());
      drivers = stored.map(Stored::value).map(JsonArray.class::cast);
    }
    List<String> bad =
        drivers.map(JsonArray::elements).orElse(List.of()).stream()
            .map(StartChecks::driverName)
            .filter(name -> !LOGGING_DRIVERS.contains(name))
            .toList();
    return bad.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new StartFailure(
                AgentSettings.LOGGING_DRIVERS
                    + " names drivers that the agent does not know: "
                    + String.join(", ", bad),
                origin.orElse(Origin.AGENT_DEFAULT)));
  }

  /** A JSON decoder takes the first value of a text and leaves the rest alone. */
  private static Optional<JsonArray> firstArray(String text) {
    return JsonDocument.first(text.getBytes(StandardCharsets.UTF_8))
        .filter(JsonArray.class::isInstance)
        .map(JsonArray.class::cast);
  }

  private static String driverName(JsonValue element) {
    return switch (element) {
      case JsonString(String name, int s, int e) -> name;
      case JsonNull nothing -> "";
      default -> "";
    };
  }

  private static JsonDocument parse(String text) {
    return JsonDocument.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
