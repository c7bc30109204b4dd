package io.ecsharden.control;

import io.ecsharden.facts.RunningFacts;
import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.settings.EffectiveSettings;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.init.InitSettings;
import io.ecsharden.settings.proxy.ProxyVariables;

/** A program that reads settings when it starts, and needs a restart to use other ones. */
public enum Consumer {
  AGENT("the agent"),
  ECS_INIT("ecs-init"),
  DOCKERD("dockerd");

  private final String title;

  Consumer(String title) {
    this.title = title;
  }

  /** The program whose value of a setting counts; the agent where none is known to read it. */
  public static Consumer of(String key) {
    return AgentSettings.find(key).isEmpty() && InitSettings.reads(key) ? ECS_INIT : AGENT;
  }

  /** Its name in a message. */
  public String title() {
    return title;
  }

  /** The variables by which it chooses a proxy. */
  ProxyVariables proxies(EffectiveSettings settings) {
    return switch (this) {
      case AGENT -> ProxyVariables.of(settings.agent());
      case ECS_INIT -> ProxyVariables.of(settings.init());
      case DOCKERD -> settings.dockerd().proxies();
    };
  }

  /** What was seen of it while it runs. */
  Program in(RunningFacts facts) {
    return switch (this) {
      case AGENT -> facts.agent();
      case ECS_INIT -> facts.ecsInit();
      case DOCKERD -> facts.dockerd();
    };
  }
}
