package io.ecsharden.plan;

import io.ecsharden.control.Finding;
import io.ecsharden.control.Remedy;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What has to be done for a change to take effect, in this order. Data on a change, so that whoever
 * applies it has nothing to decide.
 */
public enum Restart {
  /** systemd reads its unit files again; nothing stops. */
  DAEMON_RELOAD("systemd reads its unit files again; nothing stops"),
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

  /** What brings files into force that are right and not yet taken. */
  public static Set<Restart> of(List<Finding> pending) {
    Set<Restart> restarts = EnumSet.noneOf(Restart.class);
    for (Finding finding : pending) {
      restarts.add(
          finding.remedies().stream().anyMatch(Remedy.RestartDocker.class::isInstance)
              ? DOCKER
              : AGENT);
    }
    return restarts;
  }

  /** The name in receipts and reports: {@code daemon-reload}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it costs, in a line for people, without a final stop. */
  public String cost() {
    return cost;
  }
}
