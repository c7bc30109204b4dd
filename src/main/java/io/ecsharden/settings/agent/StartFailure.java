package io.ecsharden.settings.agent;

import io.ecsharden.settings.value.Origin;

/**
 * A reason for which the agent exits at start, and systemd starts it again and again.
 *
 * @param message what the agent cannot take, without a final stop and without a secret
 */
public record StartFailure(String message, Origin origin) {}
