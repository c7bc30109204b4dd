package io.ecsharden.host.docker;

import java.util.Optional;

/**
 * A running container, from {@code GET /containers/json} (Docker Engine API 1.41).
 *
 * @param name without the slash
 * @param taskFamily the family of the task definition, for a container of an ECS task
 *     (amazon-ecs-agent 1.105.1, {@code agent/engine/docker_task_engine.go})
 * @param taskContainer the container's name in the task definition
 */
public record ContainerSummary(
    String name, Optional<String> taskFamily, Optional<String> taskContainer) {}
