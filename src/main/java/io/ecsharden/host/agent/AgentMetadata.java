package io.ecsharden.host.agent;

/**
 * What a registered agent says of itself (amazon-ecs-agent 1.105.1, {@code
 * agent/handlers/v1/response.go}, {@code MetadataResponse}).
 *
 * @param cluster the name of its cluster
 * @param containerInstanceArn of this instance
 * @param version {@code Amazon ECS Agent - v1.105.1 (8dfceca6)}
 */
public record AgentMetadata(String cluster, String containerInstanceArn, String version) {}
