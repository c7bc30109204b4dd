package io.ecsharden.settings.docker;

import io.ecsharden.settings.value.Origin;

/**
 * A TCP address on which dockerd serves its API without asking for a client's certificate.
 *
 * @param text as it is written, without a secret
 * @param loopback whether only programs on the instance reach it
 * @param encrypted whether it is served with TLS
 */
public record ApiAddress(String text, boolean loopback, boolean encrypted, Origin origin) {}
