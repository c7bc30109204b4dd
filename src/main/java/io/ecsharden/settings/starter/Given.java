package io.ecsharden.settings.starter;

import io.ecsharden.settings.value.Origin;

/** A text that a container is given, and where that is said. */
public record Given(String text, Origin where) {}
