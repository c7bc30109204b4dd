package io.ecsharden.settings;

import io.ecsharden.settings.agent.AgentView;
import io.ecsharden.settings.docker.DockerView;
import io.ecsharden.settings.init.InitView;
import io.ecsharden.settings.starter.Starter;
import io.ecsharden.settings.unit.UnitEnvironment;
import java.util.Map;

/**
 * What an instance's configuration really means.
 *
 * @param readings each env file that was read, by path, as its three readers take it
 * @param agent what the agent takes
 * @param init what ecs-init takes
 * @param dockerd what dockerd takes of proxies
 * @param unit the environment that ecs-init's unit gives it
 * @param starter what starts the agent
 */
public record EffectiveSettings(
    Map<String, FileReadings> readings,
    AgentView agent,
    InitView init,
    DockerView dockerd,
    UnitEnvironment unit,
    Starter starter) {}
