package io.ecsharden.report;

import io.ecsharden.secrets.Disclosure;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.init.InitSettings;
import io.ecsharden.settings.proxy.ProxyDecision;
import io.ecsharden.settings.proxy.ProxyEnvironment;
import io.ecsharden.settings.proxy.ProxyFunction;
import io.ecsharden.settings.proxy.ProxyVariables;
import io.ecsharden.settings.value.EffectiveValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The effective settings of an instance.
 *
 * @param urls for which the choice of a proxy is shown
 * @param host which host it is
 */
public record EffectiveReport(
    Instance instance, Disclosure disclosure, List<String> urls, HostIdentity host) {

  /** Shown always; the others only where a file sets them. */
  private static final Set<String> ALWAYS =
      Set.of(
          AgentSettings.AWSVPC_BLOCK_IMDS,
          AgentSettings.TASK_IAM_ROLE,
          AgentSettings.TASK_IAM_ROLE_NETWORK_HOST,
          AgentSettings.TASK_ENI,
          AgentSettings.DISABLE_PRIVILEGED,
          AgentSettings.CLUSTER,
          AgentSettings.EXTERNAL,
          AgentSettings.RUNTIME_STATS,
          AgentSettings.BACKEND_HOST,
          AgentSettings.DOCKER_HOST,
          AgentSettings.ADDITIONAL_LOCAL_ROUTES,
          "ECS_ENABLE_PROMETHEUS_METRICS",
          "ECS_AUDIT_LOGFILE_DISABLED",
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "NO_PROXY",
          InitSettings.SKIP_LOCALHOST_FILTER,
          InitSettings.OFFHOST_INTROSPECTION,
          InitSettings.RUN_PRIVILEGED,
          InitSettings.APPARMOR_PROFILE);

  public EffectiveReport {
    urls = List.copyOf(urls);
  }

  /** The agent's settings that matter or that a file sets. */
  public List<EffectiveValue> agent() {
    return worthShowing(instance.settings().agent().all());
  }

  /** The same for ecs-init's own. */
  public List<EffectiveValue> init() {
    return worthShowing(instance.settings().init().values().values());
  }

  private static List<EffectiveValue> worthShowing(Collection<EffectiveValue> values) {
    List<EffectiveValue> shown = new ArrayList<>();
    for (EffectiveValue value : values) {
      boolean said = value.origin().isFile() || !value.isKnown();
      if (ALWAYS.contains(value.key()) || said || !value.shadowed().isEmpty()) {
        shown.add(value);
      }
    }
    return shown;
  }

  /**
   * Which proxy a program uses for a URL.
   *
   * @param agent the agent's own calls: to ECS and its websockets
   * @param sdk the agent's SDK calls: metadata service, credentials, ECR
   * @param init ecs-init's download of the agent
   * @param dockerd its pulls and its log drivers; nothing where its variables are not known
   */
  public record ProxyChoice(
      String url,
      ProxyDecision agent,
      ProxyDecision sdk,
      ProxyDecision init,
      Optional<ProxyDecision> dockerd) {}

  /** The choice for each URL that was asked for. */
  public List<ProxyChoice> proxies() {
    ProxyEnvironment agent = ProxyEnvironment.of(instance.settings().agent().environment());
    Map<String, String> initVariables = new HashMap<>();
    instance
        .settings()
        .init()
        .values()
        .forEach((key, value) -> initVariables.put(key, value.unmasked()));
    ProxyEnvironment init = ProxyEnvironment.of(initVariables);
    ProxyVariables dockerd = instance.settings().dockerd().proxies();
    return urls.stream()
        .map(url ->
            new ProxyChoice(
                url,
                ProxyFunction.ECS_AGENT.decide(agent, url),
                ProxyFunction.GO_STANDARD.decide(agent, url),
                ProxyFunction.GO_STANDARD.decide(init, url),
                dockerd.unknown().isPresent()
                    ? Optional.empty()
                    : Optional.of(ProxyFunction.GO_STANDARD.decide(dockerd.environment(), url))))
        .toList();
  }

  /** Why dockerd's choice is not known. */
  String dockerdUnknown() {
    return instance.settings().dockerd().proxies().unknown().orElse("");
  }

  /** A decision in words, without what may be a password. */
  String words(ProxyDecision decision) {
    return switch (decision) {
      case ProxyDecision.Direct(String reason) ->
          "direct (" + SensitiveText.prose(reason).shown(disclosure) + ")";
      case ProxyDecision.Via via -> "via " + proxyUrl(via) + " (" + via.variable() + ")";
      case ProxyDecision.Refused(String reason) ->
          "refused (" + SensitiveText.prose(reason).shown(disclosure) + ")";
    };
  }

  String proxyUrl(ProxyDecision.Via via) {
    return disclosure == Disclosure.REVEAL
        ? via.proxyUrl()
        : SensitiveText.value("HTTP_PROXY", via.redactedUrl()).shown(disclosure);
  }
}
