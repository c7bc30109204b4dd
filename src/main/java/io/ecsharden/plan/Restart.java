package io.ecsharden.plan;

import io.ecsharden.control.Remedy;
import java.util.Locale;

/** What has to be done for a change to take effect, in this order. */
public enum Restart {
  /** systemd reads its unit files again; nothing stops. */
  DAEMON_RELOAD("systemd reads its unit files again; nothing stops"),
  /** The unit starts that blocks the metadata service for bridges, or stops where it is removed. */
  IMDS_BLOCK(
      "systemd starts the unit that drops what bridges send to the metadata service, or stops it"
          + " where it is removed; nothing else restarts"),
  /** {@code ecs.service} restarts. */
  AGENT(
      "tasks keep running; for some seconds none of them can fetch credentials or metadata, and"
          + " none is started or stopped"),
  /** {@code docker.service} restarts, and {@code ecs.service} with it. */
  DOCKER("every container on the instance is stopped, unless Docker runs with live-restore");

  private final String cost;

  Restart(String cost) {
    this.cost = cost;
  }

  /** The restart of a service. */
  static Restart of(Remedy.Service service) {
    return switch (service) {
      case AGENT -> AGENT;
      case DOCKER -> DOCKER;
    };
  }

  /** The name in receipts and reports: {@code daemon-reload}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it costs, in a line for people, without a period at the end. */
  public String cost() {
    return cost;
  }
}
