package io.ecsharden.settings;

/**
 * A text that some source gives for a setting.
 *
 * @param raw the text as it stands there; it may hold a secret
 */
public record Sourced(String raw, Origin origin) {}
