package io.ecsharden.baseline;

import io.ecsharden.format.Location;
import java.util.Optional;

/**
 * One line of {@code settings}: the condition that a setting should meet.
 *
 * @param key the name of an environment variable, such as {@code ECS_LOGLEVEL}
 * @param severity of a failure; empty: the severity of the control {@code agent-settings}
 * @param where the line of the file that has the last word on this setting
 */
public record Expectation(
    String key, Condition condition, Optional<Severity> severity, Location where) {}
