package io.ecsharden.repair;

import io.ecsharden.plan.Restart;
import io.ecsharden.plan.RestartHold;

/** What a run may restart. */
public enum RestartLimit {
  /** Nothing. */
  NEVER,
  /** The agent, unless that would do harm: what a run may restart that was not told. */
  SAFE,
  /** The agent, because somebody asked for it. */
  AGENT,
  /** The agent, and Docker with every container. */
  DOCKER;

  /** Whether a restart is allowed. */
  public boolean allows(Restart restart) {
    return switch (this) {
      case NEVER -> false;
      case SAFE, AGENT -> restart != Restart.DOCKER;
      case DOCKER -> true;
    };
  }

  /** Whether it keeps the agent from being restarted. */
  public boolean obeys(RestartHold hold) {
    return switch (this) {
      case NEVER, SAFE -> true;
      case AGENT, DOCKER -> !hold.kind().isLiftedOnRequest();
    };
  }
}
