package io.ecsharden.settings;

/**
 * Where a value comes from: its provenance.
 *
 * @param file the instance's path, empty unless {@code kind} is {@code FILE}
 * @param line from 1; 0 where the whole file is meant
 */
public record Origin(Kind kind, String file, int line) {

  /** The agent's own default, which holds when nobody says otherwise. */
  public static final Origin AGENT_DEFAULT = new Origin(Kind.AGENT_DEFAULT, "", 0);

  /** What ecs-init sets before it reads the files. */
  public static final Origin ECS_INIT_DEFAULT = new Origin(Kind.ECS_INIT_DEFAULT, "", 0);

  /** What ecs-init sets after it has read the files. */
  public static final Origin ECS_INIT_FORCED = new Origin(Kind.ECS_INIT_FORCED, "", 0);

  /** What the running agent has in its environment, whoever put it there. */
  public static final Origin RUNNING_AGENT = new Origin(Kind.RUNNING_AGENT, "", 0);

  /** What the running ecs-init has in its environment, whoever put it there. */
  public static final Origin RUNNING_INIT = new Origin(Kind.RUNNING_INIT, "", 0);

  /** What the running dockerd says of itself, whoever put it there. */
  public static final Origin RUNNING_DOCKERD = new Origin(Kind.RUNNING_DOCKERD, "", 0);

  /** Who decided. */
  public enum Kind {
    FILE,
    ECS_INIT_DEFAULT,
    ECS_INIT_FORCED,
    AGENT_DEFAULT,
    RUNNING_AGENT,
    RUNNING_INIT,
    RUNNING_DOCKERD
  }

  /** A line of a file. */
  public static Origin line(String file, int line) {
    return new Origin(Kind.FILE, file, line);
  }

  /** A whole file. */
  public static Origin wholeFile(String file) {
    return new Origin(Kind.FILE, file, 0);
  }

  /** Whether a file says so. */
  public boolean isFile() {
    return kind == Kind.FILE;
  }

  /** Whether somebody said so, rather than a default of agent or ecs-init. */
  public boolean isSaid() {
    return switch (kind) {
      case FILE, RUNNING_AGENT, RUNNING_INIT, RUNNING_DOCKERD -> true;
      case ECS_INIT_DEFAULT, ECS_INIT_FORCED, AGENT_DEFAULT -> false;
    };
  }

  /** {@code /etc/ecs/ecs.config:3}, or the name of the default. */
  public String display() {
    return switch (kind) {
      case FILE -> line > 0 ? file + ":" + line : file;
      case ECS_INIT_DEFAULT -> "ecs-init's default";
      case ECS_INIT_FORCED -> "forced by ecs-init";
      case AGENT_DEFAULT -> "the agent's default";
      case RUNNING_AGENT -> "the running agent";
      case RUNNING_INIT -> "the running ecs-init";
      case RUNNING_DOCKERD -> "the running dockerd";
    };
  }

  /**
   * By hand, and so is {@link #hashCode}: in a native image a record's own goes through method
   * handles, which are interpreted there; one comparison would cost 2 MiB and milliseconds.
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof Origin o && kind == o.kind && line == o.line && file.equals(o.file);
  }

  @Override
  public int hashCode() {
    return (kind.ordinal() * 31 + line) * 31 + file.hashCode();
  }
}
