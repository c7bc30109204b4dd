package io.ecsharden.control.task;

import java.util.Locale;

/** Why a task reaches the metadata service, or does not. */
public enum Cause {
  /** It was seen from inside the task's network: a probe. */
  PROBED,
  /** A task in host mode uses the instance's network. */
  HOST_MODE,
  /** The agent that runs does not block. */
  BLOCK_OFF,
  /** The task is older than the agent that blocks. */
  OLDER_THAN_BLOCK,
  /** The agent blocks, and the task does not have the routes. */
  ROUTE_MISSING,
  /** The agent could not be seen. */
  AGENT_NOT_SEEN,
  /** Nothing drops the packets of bridges. */
  BRIDGE_OPEN,
  /** Whether the packets of bridges are dropped could not be seen. */
  BRIDGE_NOT_SEEN,
  /** A rule drops the packets of bridges. */
  BRIDGE_DROPPED,
  /** The routes could not be seen. */
  ROUTES_NOT_SEEN,
  /** A route refuses the packets. */
  REFUSED,
  /** No route leads there. */
  NO_ROUTE;

  /** The name in JSON: {@code older-than-block}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
