package io.ecsharden.control.check;

import io.ecsharden.baseline.ControlCatalog;
import io.ecsharden.baseline.ParameterSpec;
import io.ecsharden.control.Control;
import io.ecsharden.control.endpoint.PrivateEndpoints;
import io.ecsharden.control.proxy.ProxyBypass;
import io.ecsharden.control.task.AwsvpcPreferred;
import io.ecsharden.control.task.BridgeBlocked;
import io.ecsharden.control.task.ExposedTasks;
import io.ecsharden.control.task.MetadataOptions;
import io.ecsharden.settings.KnownKeys;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The registry of all controls, in the order of the reports: the most useful to an attacker first.
 */
public final class Controls {

  private static final List<Control> ALL =
      List.of(
          new AwsvpcImdsBlock(),
          new ExposedTasks(),
          new TaskRole(),
          new TaskRoleNetworkHost(),
          new AwsvpcEnabled(),
          new AwsvpcPreferred(),
          new BridgeBlocked(),
          new MetadataOptions(),
          new ConfigHygiene(),
          new LocalhostFilter(),
          new IntrospectionOffHost(),
          new DockerApiOnNetwork(),
          new DockerHostSocket(),
          new ProxyBypass(),
          new PrivateEndpoints(),
          new DockerdStarts(),
          new BackendHostHttps(),
          new AdditionalLocalRoutes(),
          new RuntimeStats(),
          new AgentPrivileged(),
          new AgentRunning(),
          new PendingEdits(),
          new ConfigOwner(),
          new SecretsInConfig(),
          new DeadSettings(),
          new AgentSettingsControl());

  private static final ControlCatalog CATALOG = new Catalog();

  private Controls() {}

  /** All controls, in the order of the reports. */
  public static List<Control> all() {
    return ALL;
  }

  /** A control by its id. */
  public static Optional<Control> find(String id) {
    return ALL.stream().filter(control -> control.info().id().equals(id)).findFirst();
  }

  /** Everything that a baseline can name. */
  public static ControlCatalog catalog() {
    return CATALOG;
  }

  private static final class Catalog implements ControlCatalog {

    private final Set<String> ids = new LinkedHashSet<>();

    Catalog() {
      ALL.forEach(control -> ids.add(control.info().id()));
    }

    @Override
    public Set<String> ids() {
      return ids;
    }

    @Override
    public Map<String, ParameterSpec> parameters(String controlId) {
      return find(controlId).map(control -> control.info().parameters()).orElse(Map.of());
    }

    @Override
    public Set<String> settingsKeys() {
      return KnownKeys.settings();
    }

    @Override
    public boolean isRead(String setting) {
      return KnownKeys.isRead(setting);
    }

    @Override
    public Optional<String> mistakeIn(String setting, String value) {
      return ExpectedValues.mistakeIn(setting, value);
    }
  }
}
