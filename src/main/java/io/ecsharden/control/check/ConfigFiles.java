package io.ecsharden.control.check;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import java.util.List;

/** The files of the agent's configuration, and how their modes are shown. */
final class ConfigFiles {

  /** The files that the agent or ecs-init reads. */
  static final List<String> ALL =
      List.of(HostFacts.ECS_CONFIG, HostFacts.INSTANCE_CONFIG, HostFacts.JSON_CONFIG);

  private ConfigFiles() {}

  /** {@code 0640}. */
  static String octal(int mode) {
    return "0" + Integer.toOctalString(mode & 07777);
  }

  /** Whether an unreadable file can hold text: a link to {@code /dev/null} cannot. */
  static boolean mayHoldText(FileFact.Unreadable file) {
    return file.mayHoldMore() && file.cause() != FileFact.Cause.NOT_REGULAR;
  }
}
