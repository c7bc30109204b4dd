package io.ecsharden.control;

import io.ecsharden.facts.RunningFacts;
import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.settings.EffectiveSettings;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.init.InitSettings;
import io.ecsharden.settings.proxy.ProxyVariables;

/** Who takes a setting, and has to be started again to take another one. */
public enum Consumer {
  AGENT("the agent"),
  ECS_INIT("ecs-init"),
  DOCKERD("dockerd");

  private final String title;

  Consumer(String title) {
    this.title = title;
  }

  /** Who is asked for a setting's value; what nobody is known to read goes to the agent. */
  public static Consumer of(String key) {
    return AgentSettings.find(key).isEmpty() && InitSettings.reads(key) ? ECS_INIT : AGENT;
  }

  /** How a report names it. */
  public String title() {
    return title;
  }

  /** By which variables it chooses a proxy. */
  public ProxyVariables proxies(EffectiveSettings settings) {
    return switch (this) {
      case AGENT -> ProxyVariables.of(settings.agent());
      case ECS_INIT -> ProxyVariables.of(settings.init());
      case DOCKERD -> settings.dockerd().proxies();
    };
  }

  /** What was seen of it. */
  public Program in(RunningFacts facts) {
    return switch (this) {
      case AGENT -> facts.agent();
      case ECS_INIT -> facts.ecsInit();
      case DOCKERD -> facts.dockerd();
    };
  }
}
