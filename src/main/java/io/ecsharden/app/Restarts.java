package io.ecsharden.app;

import io.ecsharden.repair.RestartLimit;

/** What a repair may restart. */
public enum Restarts {
  /** Nothing: what needs a restart stays pending. */
  NEVER,
  /** The agent; tasks keep running. */
  AGENT,
  /** The agent, and Docker with every container. */
  DOCKER;

  RestartLimit limit() {
    return switch (this) {
      case NEVER -> RestartLimit.NEVER;
      case AGENT -> RestartLimit.AGENT;
      case DOCKER -> RestartLimit.DOCKER;
    };
  }
}
