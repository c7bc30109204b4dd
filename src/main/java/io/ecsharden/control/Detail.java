package io.ecsharden.control;

import java.util.Optional;

/**
 * One reason for a failure, with the place where it stands. Its texts may be shown: secrets are
 * hidden already.
 *
 * @param kind a stable name of the sort of trouble
 * @param source {@code file:line}
 * @param setting which setting is meant
 * @param taken the text that is taken
 * @param meant the text that was probably meant
 */
public record Detail(
    String kind,
    String source,
    Optional<String> setting,
    Optional<String> taken,
    Optional<String> meant,
    String message,
    String remediation) {}
