package io.ecsharden.baseline;

import io.ecsharden.baseline.ParameterSpec.Kind;
import java.util.Map;
import java.util.Set;

/** A catalog with the product's ids and parameters, and some settings. */
final class TestCatalog implements ControlCatalog {

  static final ControlCatalog CATALOG = new TestCatalog();

  @Override
  public Set<String> ids() {
    return Set.of(
        "awsvpc-imds-block",
        "task-role",
        "task-role-network-host",
        "awsvpc-enabled",
        "config-hygiene",
        "localhost-filter",
        "introspection-off-host",
        "docker-host-socket",
        "proxy-bypass",
        "backend-host-https",
        "additional-local-routes",
        "runtime-stats",
        "agent-privileged",
        "config-owner",
        "secrets-in-config",
        "dead-settings",
        "agent-settings");
  }

  @Override
  public Map<String, ParameterSpec> parameters(String controlId) {
    return switch (controlId) {
      case "task-role-network-host" ->
          Map.of("expected", new ParameterSpec(Kind.BOOLEAN, "The value to expect.", "true"));
      case "additional-local-routes" ->
          Map.of("allow", new ParameterSpec(Kind.CIDR_LIST, "Networks that may be routed.", ""));
      case "proxy-bypass" ->
          Map.of("ipv6", new ParameterSpec(Kind.BOOLEAN, "Whether IPv6 counts.", "false"));
      case "secrets-in-config" ->
          Map.of("maxMode", new ParameterSpec(Kind.FILE_MODE, "The widest mode.", "0640"));
      default -> Map.of();
    };
  }

  @Override
  public Set<String> settingsKeys() {
    return Set.of(
        "AWS_DEFAULT_REGION",
        "DOCKER_HOST",
        "ECS_AWSVPC_BLOCK_IMDS",
        "ECS_BACKEND_HOST",
        "ECS_CLUSTER",
        "ECS_LOGLEVEL",
        "HTTPS_PROXY",
        "HTTP_PROXY",
        "NO_PROXY",
        "http_proxy");
  }
}
