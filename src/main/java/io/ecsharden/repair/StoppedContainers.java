package io.ecsharden.repair;

import io.ecsharden.machine.Runtime;
import java.io.IOException;
import java.util.List;

/** What a restart of Docker stops, in words. */
public final class StoppedContainers {

  private StoppedContainers() {}

  /** Asks Docker; a line without a final stop. */
  public static String of(Runtime runtime) {
    try {
      if (runtime.liveRestore()) {
        return "Docker has live-restore, so that containers keep running";
      }
      List<String> names = runtime.containers();
      return names.isEmpty()
          ? "no container but the agent's runs"
          : names.size()
              + (names.size() == 1 ? " container" : " containers")
              + " would be stopped: "
              + String.join(", ", names);
    } catch (IOException e) {
      return "which containers would be stopped cannot be seen: " + e.getMessage();
    }
  }
}
