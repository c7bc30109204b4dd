package io.ecsharden.control.proxy;

import io.ecsharden.control.Consumer;
import io.ecsharden.settings.proxy.ProxyDecision;
import io.ecsharden.settings.proxy.ProxyEnvironment;
import io.ecsharden.settings.proxy.ProxyFunction;
import io.ecsharden.settings.proxy.ProxyVariables;
import io.ecsharden.settings.value.Origin;
import io.ecsharden.settings.value.Sourced;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one program does with http requests to some addresses: the metadata service and the endpoint
 * of task credentials have no https.
 *
 * @param caught the addresses that do not go direct
 * @param decision what happens to the first of them
 */
record ProxyVerdict(
    Consumer consumer,
    ProxyVariables proxies,
    List<String> caught,
    Optional<ProxyDecision> decision) {

  private static final String HTTPS = "https://";

  static ProxyVerdict of(Consumer consumer, ProxyVariables proxies, List<String> addresses) {
    List<String> caught = new ArrayList<>();
    Optional<ProxyDecision> first = Optional.empty();
    ProxyEnvironment environment = proxies.environment();
    if (environment.httpProxy().isEmpty()) {
      return new ProxyVerdict(consumer, proxies, caught, first);
    }
    for (String address : addresses) {
      String url = "http://" + (address.indexOf(':') < 0 ? address : "[" + address + "]") + "/";
      for (ProxyFunction function : functions(consumer)) {
        ProxyDecision decision = function.decide(environment, url);
        if (!(decision instanceof ProxyDecision.Direct) && !caught.contains(address)) {
          caught.add(address);
          first = first.or(() -> Optional.of(decision));
        }
      }
    }
    return new ProxyVerdict(consumer, proxies, caught, first);
  }

  /** The agent's SDK asks for metadata and credentials; its own calls must agree with it. */
  private static List<ProxyFunction> functions(Consumer consumer) {
    return switch (consumer) {
      case AGENT -> List.of(ProxyFunction.GO_STANDARD, ProxyFunction.ECS_AGENT);
      case ECS_INIT, DOCKERD -> List.of(ProxyFunction.GO_STANDARD);
    };
  }

  /** Whether every address goes direct. */
  boolean isDirect() {
    return caught.isEmpty();
  }

  /** Whether requests fail instead, so that no {@code NO_PROXY} helps. */
  boolean isRefused() {
    return decision.orElse(null) instanceof ProxyDecision.Refused;
  }

  /** The variable that gives the proxy, or that makes requests fail. */
  Optional<String> variable() {
    return switch (decision.orElse(null)) {
      case ProxyDecision.Via via -> Optional.of(via.variable());
      case ProxyDecision.Refused refused -> Optional.of("REQUEST_METHOD");
      case null, default -> Optional.empty();
    };
  }

  /** Where that variable is set. */
  Origin origin() {
    return variable()
        .map(proxies.variables()::get)
        .map(Sourced::origin)
        .orElse(Origin.AGENT_DEFAULT);
  }

  /** Whether there is a proxy for http and none for https, which then goes direct. */
  boolean isForHttpOnly() {
    ProxyEnvironment environment = proxies.environment();
    return consumer != Consumer.AGENT
        && environment.httpProxy().filter(this::isUsed).isPresent()
        && environment.httpsProxy().isEmpty();
  }

  /** Whether a proxy is set that the program can use. */
  boolean hasProxy() {
    return settings().anyMatch(this::isUsed);
  }

  /** Remarks about its proxies, in sentences without the text of a proxy. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    settings()
        .forEach(setting -> {
          String where =
              Optional.ofNullable(proxies.variables().get(setting.variable()))
                  .map(given -> setting.variable() + " of " + given.origin().display())
                  .orElse(setting.variable());
          if (!isUsed(setting)) {
            warnings.add(where + " is not a URL, so it counts as no proxy.");
          } else if (setting.value().regionMatches(true, 0, HTTPS, 0, HTTPS.length())) {
            warnings.add(where + " means TLS to the proxy itself.");
          }
        });
    return warnings;
  }

  private Stream<ProxyEnvironment.Setting> settings() {
    ProxyEnvironment environment = proxies.environment();
    return Stream.concat(environment.httpProxy().stream(), environment.httpsProxy().stream());
  }

  /** Go silently ignores a proxy that it cannot parse. */
  private boolean isUsed(ProxyEnvironment.Setting setting) {
    boolean http = setting.variable().equalsIgnoreCase("HTTP_PROXY");
    ProxyEnvironment alone = ProxyEnvironment.of(Map.of(setting.variable(), setting.value()));
    return functions(consumer).stream()
        .map(function -> function.decide(alone, (http ? "http" : "https") + "://a.example/"))
        .anyMatch(ProxyDecision.Via.class::isInstance);
  }
}
