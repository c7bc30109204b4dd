package io.ecsharden.host.systemd;

/**
 * Something that systemd has been asked to do and has not finished (org.freedesktop.systemd1(5),
 * "Job Objects").
 *
 * @param unit {@code ecs.service}
 * @param type {@code start}, {@code stop}, {@code restart}, …
 * @param running whether it is on; otherwise it waits for its turn
 */
public record Job(long id, String unit, String type, boolean running) {}
