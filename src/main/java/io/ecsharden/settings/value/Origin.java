package io.ecsharden.settings.value;

import io.ecsharden.format.Location;
import java.util.Optional;

/**
 * Who decided a value, and where.
 *
 * @param location the place in the instance's files, where a file decided
 */
public record Origin(Kind kind, Optional<Location> location) {

  /** The agent's own default, which holds when nobody says otherwise. */
  public static final Origin AGENT_DEFAULT = noFile(Kind.AGENT_DEFAULT);

  /** What ecs-init sets before it reads the files. */
  public static final Origin ECS_INIT_DEFAULT = noFile(Kind.ECS_INIT_DEFAULT);

  /** What ecs-init sets after it has read the files. */
  public static final Origin ECS_INIT_FORCED = noFile(Kind.ECS_INIT_FORCED);

  /** What the running agent has in its environment, whatever put it there. */
  public static final Origin RUNNING_AGENT = noFile(Kind.RUNNING_AGENT);

  /** What the running ecs-init has in its environment, whatever put it there. */
  public static final Origin RUNNING_INIT = noFile(Kind.RUNNING_INIT);

  /** What the running dockerd says of itself, whatever put it there. */
  public static final Origin RUNNING_DOCKERD = noFile(Kind.RUNNING_DOCKERD);

  /** What was seen of a task that runs. */
  public static final Origin RUNNING_TASK = noFile(Kind.RUNNING_TASK);

  /** What the instance's resolver said. */
  public static final Origin RESOLVER = noFile(Kind.RESOLVER);

  /** Who decided. */
  public enum Kind {
    FILE,
    ECS_INIT_DEFAULT,
    ECS_INIT_FORCED,
    AGENT_DEFAULT,
    RUNNING_AGENT,
    RUNNING_INIT,
    RUNNING_DOCKERD,
    RUNNING_TASK,
    RESOLVER
  }

  private static Origin noFile(Kind kind) {
    return new Origin(kind, Optional.empty());
  }

  /** A place in a file. */
  public static Origin at(Location location) {
    return new Origin(Kind.FILE, Optional.of(location));
  }

  /** A line of a file. */
  public static Origin line(String file, int line) {
    return at(Location.line(file, line));
  }

  /** A whole file. */
  public static Origin wholeFile(String file) {
    return at(Location.wholeFile(file));
  }

  /** The file's path; empty where no file decided. */
  public String file() {
    return location.isPresent() ? location.get().file() : "";
  }

  /** The line, from 1; 0 for the whole file, or where no file decided. */
  public int line() {
    return location.isPresent() ? location.get().line() : 0;
  }

  /** Whether a file says so. */
  public boolean isFile() {
    return kind == Kind.FILE;
  }

  /** Whether somebody said so, rather than a default of agent or ecs-init. */
  public boolean isSaid() {
    return switch (kind) {
      case FILE, RUNNING_AGENT, RUNNING_INIT, RUNNING_DOCKERD, RUNNING_TASK, RESOLVER -> true;
      case ECS_INIT_DEFAULT, ECS_INIT_FORCED, AGENT_DEFAULT -> false;
    };
  }

  /** {@code /etc/ecs/ecs.config:3}, or the name of the default. */
  public String display() {
    return switch (kind) {
      case FILE -> location.orElseThrow().display();
      case ECS_INIT_DEFAULT -> "ecs-init's default";
      case ECS_INIT_FORCED -> "forced by ecs-init";
      case AGENT_DEFAULT -> "the agent's default";
      case RUNNING_AGENT -> "the running agent";
      case RUNNING_INIT -> "the running ecs-init";
      case RUNNING_DOCKERD -> "the running dockerd";
      case RUNNING_TASK -> "a running task";
      case RESOLVER -> "the resolver";
    };
  }

  /** Written by hand for the reason that {@link Location#equals} gives. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Origin o && kind == o.kind && location.equals(o.location);
  }

  @Override
  public int hashCode() {
    return kind.ordinal() * 31 + location.hashCode();
  }
}
