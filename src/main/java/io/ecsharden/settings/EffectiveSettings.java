package io.ecsharden.settings;

import io.ecsharden.hygiene.LineDefect;
import io.ecsharden.settings.agent.AgentView;
import io.ecsharden.settings.docker.DockerView;
import io.ecsharden.settings.init.InitView;
import java.util.List;
import java.util.Map;

/**
 * What an instance's configuration really means.
 *
 * @param readings each env file that was read, by path, as its three readers take it
 * @param agent what the agent takes
 * @param init what ecs-init takes
 * @param dockerd what dockerd takes of proxies
 * @param oddities what is lost, or taken differently by two readers, in the files' order
 */
public record EffectiveSettings(
    Map<String, FileReadings> readings,
    AgentView agent,
    InitView init,
    DockerView dockerd,
    List<LineDefect> oddities) {

  public EffectiveSettings {
    oddities = List.copyOf(oddities);
  }
}
