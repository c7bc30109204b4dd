package io.ecsharden.repair;

import io.ecsharden.plan.Restart;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a run may restart. */
public enum RestartLimit {
  /** Nothing. */
  NEVER,
  /** The agent. */
  AGENT,
  /** The agent, and Docker with every container. */
  DOCKER;

  /** Whether a restart is allowed. */
  public boolean allows(Restart restart) {
    return switch (this) {
      case NEVER -> false;
      case AGENT -> restart != Restart.DOCKER;
      case DOCKER -> true;
    };
  }

  /** The name on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A limit by its name. */
  public static Optional<RestartLimit> find(String id) {
    return Arrays.stream(values()).filter(limit -> limit.id().equals(id)).findFirst();
  }
}
