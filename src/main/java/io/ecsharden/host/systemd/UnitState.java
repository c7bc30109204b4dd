package io.ecsharden.host.systemd;

import java.time.Instant;
import java.util.Optional;

/**
 * A unit as systemd has it now (org.freedesktop.systemd1(5), "Unit Objects", "Service Unit
 * Objects").
 *
 * @param loadState {@code loaded}, {@code not-found}, {@code bad-setting}, {@code error}, {@code
 *     masked}
 * @param activeState {@code active}, {@code reloading}, {@code inactive}, {@code failed}, {@code
 *     activating}, {@code deactivating}
 * @param subState {@code running}, {@code dead}, {@code auto-restart}, …
 * @param needDaemonReload whether its files have changed since systemd read them
 * @param fragmentPath the unit file
 * @param mainPid in systemd's own process namespace; 0 where there is none
 * @param activeSince when it became active last
 * @param job what it waits for
 * @param result how a service ended last: {@code success}, {@code exit-code}, {@code
 *     start-limit-hit}, …; empty for other units
 * @param exitStatus of a service's main process, 0 while it runs
 */
public record UnitState(
    String name,
    String loadState,
    String activeState,
    String subState,
    boolean needDaemonReload,
    Optional<String> fragmentPath,
    int mainPid,
    Optional<Instant> activeSince,
    Optional<Job> job,
    String result,
    int exitStatus) {

  /** Whether systemd has a unit file for it. */
  public boolean isLoaded() {
    return loadState.equals("loaded");
  }

  /** Whether it runs, and nothing is about to change that. */
  public boolean isSettled() {
    return activeState.equals("active") && job.isEmpty();
  }
}
