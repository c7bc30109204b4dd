package io.ecsharden.app;

import java.time.Duration;

/**
 * The baseline that is asked for.
 *
 * @param name a built-in one, a file of this process's own file system, or {@code ssm:NAME}
 * @param maxAge how old the kept copy of a parameter may be when Systems Manager cannot be reached
 */
public record BaselineRequest(String name, Duration maxAge) {}
