package io.ecsharden.settings.rule;

import static io.ecsharden.format.GoDuration.MILLISECOND;
import static io.ecsharden.format.GoDuration.MINUTE;
import static io.ecsharden.format.GoDuration.SECOND;

import io.ecsharden.settings.rule.JsonRule.Shape;
import java.util.List;
import java.util.Optional;

/**
 * The rules of the settings that are neither booleans nor free text (amazon-ecs-agent 1.105.1,
 * {@code agent/config/parse.go}, {@code parse_linux.go}, {@code config.go}, {@code config_unix.go},
 * {@code ecs-agent/logger/log.go}, {@code ecs-init/config/common.go}).
 */
public final class ValueRules {

  private static final String AGENT = "The agent";

  private ValueRules() {}

  /** The rule for a setting's text, where it has one. */
  public static Optional<ValueRule> find(String key) {
    return switch (key) {
      case "ECS_POLLING_METRICS_WAIT_DURATION" ->
          Optional.of(new DurationRule("10s", 5 * SECOND, 20 * SECOND, true));
      case "ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION" ->
          Optional.of(new DurationRule("3h", SECOND, Long.MAX_VALUE, false));
      case "ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION_JITTER" -> Optional.of(DurationRule.any("0"));
      case "ECS_MANIFEST_PULL_TIMEOUT" -> Optional.of(DurationRule.atLeast(30 * SECOND, "1m"));
      case "ECS_CONTAINER_STOP_TIMEOUT" -> Optional.of(DurationRule.atLeast(SECOND, "30s"));
      case "ECS_CONTAINER_START_TIMEOUT" -> Optional.of(DurationRule.atLeast(45 * SECOND, "3m"));
      case "ECS_CONTAINER_CREATE_TIMEOUT" -> Optional.of(DurationRule.atLeast(MINUTE, "4m"));
      case "ECS_IMAGE_PULL_INACTIVITY_TIMEOUT" -> Optional.of(DurationRule.atLeast(MINUTE, "1m"));
      case "ECS_IMAGE_PULL_TIMEOUT" -> Optional.of(DurationRule.any("2h"));
      case "ECS_IMAGE_MINIMUM_CLEANUP_AGE", "NON_ECS_IMAGE_MINIMUM_CLEANUP_AGE" ->
          Optional.of(DurationRule.any("1h"));
      case "ECS_IMAGE_CLEANUP_INTERVAL" ->
          Optional.of(new DurationRule("30m", 10 * MINUTE, Long.MAX_VALUE, false));
      case "ECS_CGROUP_CPU_PERIOD" ->
          Optional.of(new DurationRule("100ms", 8 * MILLISECOND, 100 * MILLISECOND, false));
      default -> numbersAndWords(key);
    };
  }

  /** Whether a setting is a duration. */
  public static boolean isDuration(String key) {
    return find(key).filter(DurationRule.class::isInstance).isPresent();
  }

  private static Optional<ValueRule> numbersAndWords(String key) {
    return switch (key) {
      case "ECS_NUM_IMAGES_DELETE_PER_CYCLE", "NONECS_NUM_CONTAINERS_DELETE_PER_CYCLE" ->
          Optional.of(new NumberRule("5", 1, Integer.MAX_VALUE));
      case "ECS_RESERVED_MEMORY" -> Optional.of(new UnsignedRule(new NumberRule("0", 0, 65_535)));
      case "ECS_LOG_MAX_FILE_SIZE_MB" -> Optional.of(new SizeRule("10"));
      case "ECS_TASK_PIDS_LIMIT" -> Optional.of(new NumberRule("no limit", 1, 4_194_304));
      case "ECS_LOG_MAX_ROLL_COUNT" -> Optional.of(new NumberRule("24", 0, Integer.MAX_VALUE));
      case "ECS_TASK_METADATA_RPS_LIMIT" -> Optional.of(new RateRule("40,60"));
      case "ECS_DYNAMIC_HOST_PORT_RANGE" -> Optional.of(new PortRangeRule());
      case "ECS_EXCLUDE_UNTRACKED_IMAGE" -> Optional.of(new CommaListRule());
      case "ECS_IMAGE_PULL_BEHAVIOR" ->
          exactly("uses default", "default", "always", "once", "prefer-cached");
      case "ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM" ->
          exactly("uses none", "none", "ec2_instance");
      case "ECS_ENGINE_AUTH_TYPE" -> exactly("pulls without credentials", "dockercfg", "docker");
      case "ECS_INSTANCE_IP_COMPATIBILITY" ->
          Optional.of(
              new ChoiceRule(AGENT, "finds out by itself", true, false, List.of("ipv4", "ipv6")));
      case "ECS_LOG_OUTPUT_FORMAT" ->
          logging("does not apply its log settings", false, "logfmt", "json");
      case "ECS_LOG_ROLLOVER_TYPE" ->
          logging("uses hourly", false, "hourly", "size", "none", "date");
      case "ECS_LOGLEVEL", "ECS_LOGLEVEL_ON_INSTANCE" ->
          logging("keeps its default", true, "crit", "error", "warn", "info", "debug", "none");
      case "ECS_LOG_DRIVER" -> Optional.of(LOG_DRIVER);
      case "ECS_CHECKPOINT" -> Optional.of(BOOLEAN);
      default -> json(key);
    };
  }

  private static Optional<ValueRule> json(String key) {
    return switch (key) {
      case "ECS_RESERVED_PORTS", "ECS_RESERVED_PORTS_UDP" ->
          Optional.of(new JsonRule(Shape.PORTS, "the agent reserves its default ports"));
      case "ECS_AVAILABLE_LOGGING_DRIVERS" ->
          Optional.of(new JsonRule(Shape.TEXTS, "the agent uses its default"));
      case "ECS_VOLUME_PLUGIN_CAPABILITIES" ->
          Optional.of(new JsonRule(Shape.TEXTS, "the agent reports no capabilities"));
      case "ECS_AGENT_LABELS" ->
          Optional.of(new JsonRule(Shape.TEXT_MAP, "the agent's container gets no labels"));
      case "ECS_PAUSE_LABELS" ->
          Optional.of(new JsonRule(Shape.TEXT_MAP, "pause containers get no labels"));
      case "ECS_LOG_OPTS" ->
          Optional.of(new JsonRule(Shape.TEXT_MAP, "ecs-init uses no log options"));
      default -> Optional.empty();
    };
  }

  private static final ChoiceRule LOG_DRIVER =
      new ChoiceRule(
          "ecs-init",
          "uses json-file",
          false,
          true,
          List.of(
              "json-file",
              "awslogs",
              "fluentd",
              "gelf",
              "journald",
              "logentries",
              "splunk",
              "syslog"));

  /** {@code ECS_CHECKPOINT}, whose default depends on the data directory. */
  private static final ChoiceRule BOOLEAN =
      new ChoiceRule(
          AGENT,
          "treats it as not set",
          false,
          false,
          List.of("true", "false", "True", "TRUE", "t", "T", "1", "False", "FALSE", "f", "F", "0"));

  private static Optional<ValueRule> exactly(String standard, String... words) {
    return Optional.of(new ChoiceRule(AGENT, standard, false, false, List.of(words)));
  }

  /** The agent's logger keeps a text that it cannot use, and is not set up with it. */
  private static Optional<ValueRule> logging(String standard, boolean anyCase, String... words) {
    return Optional.of(new ChoiceRule(AGENT, standard, anyCase, true, List.of(words)));
  }
}
