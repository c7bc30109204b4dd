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
          HostFacts.DOCKERD_DROP_IN,
          HostFacts.BLOCK_LINK,
          HostFacts.BLOCK_FILE);

  /** Every permission bit; setuid, setgid and sticky are none. */
  public static final int PERMISSIONS = 0777;

  private RepairableFiles() {}

  /** Whether a path is the file or the link of the unit that blocks the metadata service. */
  public static boolean isOfBlock(String path) {
    return path.equals(HostFacts.BLOCK_LINK) || path.equals(HostFacts.BLOCK_FILE);
  }

  /** Whether a path is one of them, letter by letter. */
  public static boolean contains(String path) {
    return ALL.contains(path);
  }
}
