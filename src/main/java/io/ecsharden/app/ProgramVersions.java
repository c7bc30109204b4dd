package io.ecsharden.app;

import io.ecsharden.host.AgentProbe;
import io.ecsharden.host.docker.DockerEngine;
import io.ecsharden.host.docker.DockerException;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.machine.AgentHealth;
import io.ecsharden.machine.Budget;
import io.ecsharden.machine.Deadline;
import io.ecsharden.settings.Instance;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The versions of the programs on an instance, by inventory attribute; those that answer. */
final class ProgramVersions {

  /** For all of them together. */
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private ProgramVersions() {}

  static Map<String, String> of(RunContext context, Instance instance) {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("EcsHardenVersion", Version.TEXT);
    if (!instance.facts().running().isOffline()) {
      try (Budget.Share share = context.budget().share(TIMEOUT)) {
        add(context, instance, share.deadline(), versions);
      }
    }
    return versions;
  }

  private static void add(
      RunContext context, Instance instance, Deadline deadline, Map<String, String> versions) {
    String socket = DockerEngine.socketOf(InstanceReader.dockerHost(instance));
    switch (new AgentProbe(new HostRoot(context.root())).ask(socket, deadline)) {
      case AgentHealth.Healthy(String version) -> versions.put("AgentVersion", version);
      case AgentHealth.Unverified(String version, String _) ->
          versions.put("AgentVersion", version + " (unverified)");
      case AgentHealth.Impostor _, AgentHealth.NotHealthy _, AgentHealth.Unreached _ -> {
        // it has said nothing
      }
    }
    try {
      DockerEngine docker = DockerEngine.until(new HostRoot(context.root()), socket, deadline);
      versions.put("DockerVersion", docker.info().serverVersion());
    } catch (DockerException e) {
      // not there, or not to be seen: the audit says so
    }
  }
}
