package io.ecsharden.app;

import io.ecsharden.host.docker.DockerEngine;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.host.files.HostWriting;
import io.ecsharden.host.systemd.Systemd;
import java.util.ArrayList;
import java.util.List;

/**
 * What a container has of its host. Each thing that is missing has a line that says what does not
 * work without it, so that nobody has to find that out from findings.
 */
public final class Mounts {

  /** There where systemd runs (sd_booted(3)): on an instance, and not in a copy of its files. */
  private static final String BOOTED = "/run/systemd/system";

  /** Directories that a repair may write. */
  private static final List<String> WRITTEN =
      List.of(
          "/etc/ecs",
          "/etc/systemd/system/ecs.service.d",
          "/etc/systemd/system/docker.service.d",
          "/etc/docker");

  private Mounts() {}

  /**
   * Says what is missing; nothing on the host itself, and below a root that is no running system.
   *
   * @param repairs whether files are to be written
   */
  public static List<String> missing(RunContext context, boolean repairs) {
    HostRoot host = new HostRoot(context.root());
    if (host.display().equals("/") || !host.exists(BOOTED)) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    if (repairs) {
      for (String directory : WRITTEN) {
        if (!HostWriting.isPossible(host, directory)) {
          lines.add(
              directory
                  + " cannot be written: what drifts there is reported and not repaired. Mount it"
                  + " writable at "
                  + host.display()
                  + directory);
        }
      }
    }
    if (!host.exists(Systemd.SOCKET)) {
      lines.add(
          "there is no "
              + Systemd.SOCKET
              + ": what systemd says is NOT_EVALUATED, and a restart of the agent stays pending."
              + " Mount it at "
              + host.display()
              + Systemd.SOCKET);
    }
    if (!host.exists(DockerEngine.SOCKET)) {
      lines.add(
          "there is no "
              + DockerEngine.SOCKET
              + ": what the running agent and tasks have is NOT_EVALUATED. Mount it at "
              + host.display()
              + "/run/docker.sock");
    }
    return lines;
  }
}
