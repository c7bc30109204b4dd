package io.ecsharden.repair;

import io.ecsharden.plan.Restart;
import io.ecsharden.plan.RestartHold;

/** What a run may restart. */
public enum RestartLimit {
  /** Nothing. */
  NEVER,
  /** As {@link #SAFE}, without a wait for what comes of it: what a boot can afford. */
  QUEUED,
  /** The agent, unless that would do harm: what a run may restart without a request. */
  SAFE,
  /** The agent, because somebody asked for it. */
  AGENT,
  /** The agent, and Docker with every container. */
  DOCKER;

  /** Whether a restart is allowed. */
  public boolean allows(Restart restart) {
    return switch (this) {
      case NEVER -> false;
      case QUEUED, SAFE, AGENT -> restart != Restart.DOCKER;
      case DOCKER -> true;
    };
  }

  /** Whether a run waits until what it restarted is ready. */
  public boolean waits() {
    return switch (this) {
      case NEVER, QUEUED -> false;
      case SAFE, AGENT, DOCKER -> true;
    };
  }

  /** Whether it keeps the agent from being restarted. */
  public boolean obeys(RestartHold hold) {
    return switch (this) {
      case NEVER, QUEUED, SAFE -> true;
      case AGENT, DOCKER -> !hold.kind().isLiftedOnRequest();
    };
  }
}
