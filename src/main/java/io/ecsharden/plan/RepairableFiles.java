package io.ecsharden.plan;

import io.ecsharden.facts.HostFacts;
import java.util.List;

/**
 * The files that a repair may change. Nothing else is planned, written, put back or removed,
 * whatever a journal or a receipt says.
 */
public final class RepairableFiles {

  /** Canonical paths of the instance. */
  public static final List<String> ALL =
      List.of(
          HostFacts.ECS_CONFIG,
          HostFacts.INSTANCE_CONFIG,
          HostFacts.JSON_CONFIG,
          HostFacts.DAEMON_JSON,
          HostFacts.DOCKERD_DROP_IN);

  /** Every permission bit; setuid, setgid and sticky are none. */
  public static final int PERMISSIONS = 0777;

  private RepairableFiles() {}

  /** Whether a path is one of them, letter by letter. */
  public static boolean contains(String path) {
    return ALL.contains(path);
  }
}
