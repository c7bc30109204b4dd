package io.ecsharden.control;

import io.ecsharden.facts.RunningFacts;
import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.settings.AgentSettings;
import io.ecsharden.settings.InitSettings;

/** Who takes a setting, and has to be started again to take another one. */
enum Consumer {
  AGENT("the agent"),
  ECS_INIT("ecs-init");

  private final String title;

  Consumer(String title) {
    this.title = title;
  }

  /** Who is asked for a setting's value; what nobody is known to read goes to the agent. */
  static Consumer of(String key) {
    return AgentSettings.find(key).isEmpty() && InitSettings.reads(key) ? ECS_INIT : AGENT;
  }

  /** How a report names it. */
  String title() {
    return title;
  }

  /** What was seen of it. */
  Program in(RunningFacts facts) {
    return switch (this) {
      case AGENT -> facts.agent();
      case ECS_INIT -> facts.ecsInit();
    };
  }
}
