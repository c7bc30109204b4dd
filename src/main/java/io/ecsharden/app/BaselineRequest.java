package io.ecsharden.app;

import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * The baseline that is asked for.
 *
 * @param name a built-in one, a file of this process's own file system, {@code ssm:NAME}, or {@code
 *     -} for standard input; empty for the one at the default place
 * @param maxAge how old the kept copy of a parameter may be when Systems Manager cannot be reached
 * @param standardInput read only for {@code -}
 */
public record BaselineRequest(Optional<String> name, Duration maxAge, InputStream standardInput) {}
