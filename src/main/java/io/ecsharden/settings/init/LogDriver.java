package io.ecsharden.settings.init;

import io.ecsharden.format.json.JsonDocument;
import io.ecsharden.format.json.JsonValue;
import io.ecsharden.format.json.JsonValue.JsonObject;
import io.ecsharden.format.json.JsonValue.JsonString;
import io.ecsharden.format.json.JsonValue.Member;
import io.ecsharden.settings.agent.StartFailure;
import io.ecsharden.settings.rule.ValueRules;
import io.ecsharden.settings.value.EffectiveValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The log driver of the agent's container. Docker does not create a container with options that its
 * log driver does not have, or without those that it needs (ecs-init 1.105.1, {@code
 * config/common.go}; moby 28, {@code daemon/logger}, each driver's {@code ValidateLogOpt}).
 */
public final class LogDriver {

  private static final String DRIVER = "ECS_LOG_DRIVER";
  private static final String JSON_FILE = "json-file";
  private static final String AWSLOGS = "awslogs";
  private static final String REFUSES = "Docker refuses to create its container: ";

  /** Options that one driver alone has, by the start of their names. */
  private static final List<String> OWNERS =
      List.of(AWSLOGS, "fluentd", "gelf", "splunk", "syslog");

  /**
   * Without these Docker refuses to create the container, or with splunk to start it ({@code
   * splunk.go}, {@code New}).
   */
  private static final Map<String, List<String>> NEEDED =
      Map.of(
          AWSLOGS,
          List.of("awslogs-group"),
          "gelf",
          List.of("gelf-address"),
          "splunk",
          List.of("splunk-token", "splunk-url"));

  private static final List<String> OF_JSON_FILE = List.of("max-size", "max-file", "compress");

  private LogDriver() {}

  /** Why Docker refuses the container; nothing where it does not, or where that is not known. */
  public static Optional<StartFailure> failure(InitView init) {
    EffectiveValue driver = init.get(DRIVER);
    EffectiveValue options = init.get(InitSettings.LOG_OPTS);
    if (!driver.isKnown() || !options.isKnown()) {
      return Optional.empty();
    }
    boolean known =
        ValueRules.find(DRIVER).flatMap(rule -> rule.refusal(driver.unmasked())).isEmpty();
    if (!known) {
      // ecs-init then uses json-file without options
      return Optional.empty();
    }
    String name = driver.unmasked();
    List<Member> members = members(options.unmasked());
    for (String option : NEEDED.getOrDefault(name, List.of())) {
      if (members.stream().noneMatch(member -> gives(member, option))) {
        return Optional.of(
            new StartFailure(
                REFUSES + "the log driver " + name + " needs " + option + " in ECS_LOG_OPTS",
                driver.origin()));
      }
    }
    for (Member member : members) {
      if (!owner(member.name()).orElse(name).equals(name)) {
        return Optional.of(
            new StartFailure(
                REFUSES + "the log driver " + name + " has no option " + member.name(),
                options.origin()));
      }
    }
    return Optional.empty();
  }

  private static boolean gives(Member member, String option) {
    return member.name().equals(option)
        && member.value() instanceof JsonString(String text, int s, int e)
        && !text.isEmpty();
  }

  /** The only driver that has an option. */
  private static Optional<String> owner(String option) {
    return OF_JSON_FILE.contains(option)
        ? Optional.of(JSON_FILE)
        : OWNERS.stream().filter(driver -> option.startsWith(driver + "-")).findFirst();
  }

  private static List<Member> members(String text) {
    JsonValue root = JsonDocument.parse(text.getBytes(StandardCharsets.UTF_8)).root().orElse(null);
    return root instanceof JsonObject object ? object.members() : List.of();
  }
}
