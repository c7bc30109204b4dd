package io.ecsharden.baseline;

import io.ecsharden.control.check.Controls;
import java.util.Map;
import java.util.Set;

/** A catalog with the product's controls and parameters, and some settings. */
final class TestCatalog implements ControlCatalog {

  static final ControlCatalog CATALOG = new TestCatalog();

  @Override
  public Set<String> ids() {
    return Controls.catalog().ids();
  }

  @Override
  public Map<String, ParameterSpec> parameters(String controlId) {
    return Controls.catalog().parameters(controlId);
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
