package io.ecsharden.settings.proxy;

import io.ecsharden.settings.agent.AgentView;
import io.ecsharden.settings.init.InitView;
import io.ecsharden.settings.value.EffectiveValue;
import io.ecsharden.settings.value.Sourced;
import io.ecsharden.settings.value.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The variables by which a program chooses its proxies, and where each comes from.
 *
 * @param variables those that are set, also to nothing; they can hold passwords
 * @param unknown why it could not be seen what they are
 */
public record ProxyVariables(Map<String, Sourced> variables, Optional<String> unknown) {

  public static final String NO_PROXY = "NO_PROXY";

  /** {@code REQUEST_METHOD} is none of them, and makes Go refuse {@code HTTP_PROXY}. */
  public static final List<String> NAMES =
      List.of(
          "HTTP_PROXY",
          "HTTPS_PROXY",
          NO_PROXY,
          "http_proxy",
          "https_proxy",
          "no_proxy",
          "REQUEST_METHOD");

  public ProxyVariables {
    variables = Map.copyOf(variables);
  }

  /** Those of the agent's container. */
  public static ProxyVariables of(AgentView agent) {
    Map<String, Sourced> variables = new LinkedHashMap<>();
    Optional<String> unknown = Optional.empty();
    for (String name : NAMES) {
      agent.variable(name).ifPresent(said -> variables.put(name, said));
      unknown = unknown.or(() -> agent.find(name).flatMap(ProxyVariables::unknown));
    }
    return new ProxyVariables(variables, unknown);
  }

  /** Those of ecs-init. */
  public static ProxyVariables of(InitView init) {
    Map<String, Sourced> variables = new LinkedHashMap<>();
    Optional<String> unknown = Optional.empty();
    for (String name : NAMES) {
      Optional<EffectiveValue> value = Optional.ofNullable(init.values().get(name));
      value.ifPresent(
          v -> v.raw().ifPresent(raw -> variables.put(name, new Sourced(raw, v.origin()))));
      unknown = unknown.or(() -> value.flatMap(ProxyVariables::unknown));
    }
    return new ProxyVariables(variables, unknown);
  }

  private static Optional<String> unknown(EffectiveValue value) {
    return value.value() instanceof Value.Unknown(String reason)
        ? Optional.of(reason)
        : Optional.empty();
  }

  /** Which of them count. */
  public ProxyEnvironment environment() {
    return ProxyEnvironment.of(texts());
  }

  /** The texts. */
  public Map<String, String> texts() {
    Map<String, String> texts = new HashMap<>();
    variables.forEach((name, said) -> texts.put(name, said.unmasked()));
    return texts;
  }

  /** Whether any proxy is set. */
  public boolean isSet() {
    ProxyEnvironment environment = environment();
    return environment.httpProxy().isPresent() || environment.httpsProxy().isPresent();
  }

  /** Where the variable stands that counts; {@code NO_PROXY} goes before {@code no_proxy}. */
  public Optional<Sourced> noProxy() {
    return environment().noProxy().map(setting -> variables.get(setting.variable()));
  }
}
