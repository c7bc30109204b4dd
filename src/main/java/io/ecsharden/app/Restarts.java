package io.ecsharden.app;

import io.ecsharden.repair.RestartLimit;

/** What a repair may restart. */
public enum Restarts {
  /** Nothing: what needs a restart stays pending. */
  NEVER,
  /** As {@link #SAFE}, without a wait for the agent. */
  QUEUED,
  /** The agent, unless that would do harm. This holds where nobody says anything. */
  SAFE,
  /** The agent, because somebody asked for it; tasks keep running. */
  AGENT,
  /** The agent, and Docker with every container. */
  DOCKER;

  RestartLimit limit() {
    return switch (this) {
      case NEVER -> RestartLimit.NEVER;
      case QUEUED -> RestartLimit.QUEUED;
      case SAFE -> RestartLimit.SAFE;
      case AGENT -> RestartLimit.AGENT;
      case DOCKER -> RestartLimit.DOCKER;
    };
  }
}
