package io.ecsharden.settings.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The two ways in which the programs of a container instance choose a proxy. Their environment is
 * all that they look at, and the environment of each program is its own: that of ecs-init or
 * dockerd is not that of the agent.
 */
public enum ProxyFunction {
  /**
   * The agent's connections to ECS (amazon-ecs-agent 1.105.1, {@code
   * ecs-agent/utils/httpproxy/proxy.go}): a fork of an old {@code httpproxy}, in which {@code
   * HTTP_PROXY} also serves https, and every other scheme, where {@code HTTPS_PROXY} gives no
   * proxy.
   */
  ECS_AGENT,
  /**
   * Go's {@code http.ProxyFromEnvironment} ({@code golang.org/x/net/http/httpproxy}, {@code
   * proxy.go}): ecs-init, dockerd, and the AWS SDK within the agent, so that its IMDS calls are of
   * this kind. Https needs {@code HTTPS_PROXY}; schemes other than http and https have no proxy.
   */
  GO_STANDARD;

  /** A variable that can give the proxy of a request. */
  private record Candidate(String name, Optional<ProxyEnvironment.Setting> setting) {}

  /** A variable that does. */
  private record Chosen(GoUrl proxy, String variable) {}

  /**
   * What happens to a request. Pure; nothing is resolved or connected.
   *
   * @param url the whole URL of the request, such as {@code http://169.254.169.254/latest}
   */
  public ProxyDecision decide(ProxyEnvironment env, String url) {
    GoUrl target;
    try {
      target = GoUrl.parse(url);
    } catch (GoUrlException e) {
      return new ProxyDecision.Refused("Go cannot parse the URL: " + e.getMessage());
    }
    if (!GoStrings.isAscii(target.hostname())) {
      return new ProxyDecision.Refused("the host is not ASCII: give its punycode (xn--…)");
    }
    List<String> misses = new ArrayList<>();
    for (Candidate candidate : candidates(env, target.scheme())) {
      Optional<Chosen> chosen = choose(candidate, misses);
      if (chosen.isPresent()) {
        boolean http = candidate.name().equals("HTTP_PROXY");
        return http && env.isCgi() ? refusedInCgi() : decide(env, target, chosen.get());
      }
    }
    return new ProxyDecision.Direct(
        misses.isEmpty() ? "Go proxies http and https only" : String.join("; ", misses));
  }

  private List<Candidate> candidates(ProxyEnvironment env, String scheme) {
    Candidate http = new Candidate("HTTP_PROXY", env.httpProxy());
    Candidate https = new Candidate("HTTPS_PROXY", env.httpsProxy());
    boolean secure = scheme.equals("https");
    return switch (this) {
      case ECS_AGENT -> secure ? List.of(https, http) : List.of(http);
      case GO_STANDARD ->
          secure ? List.of(https) : scheme.equals("http") ? List.of(http) : List.of();
    };
  }

  private Optional<Chosen> choose(Candidate candidate, List<String> misses) {
    if (candidate.setting().isEmpty()) {
      misses.add(candidate.name() + " is not set");
      return Optional.empty();
    }
    ProxyEnvironment.Setting setting = candidate.setting().get();
    Optional<GoUrl> proxy = parseProxy(setting.value());
    if (proxy.isEmpty()) {
      misses.add(
          setting.variable() + " is no URL that Go can parse, and is ignored without a word");
    }
    return proxy.map(parsed -> new Chosen(parsed, setting.variable()));
  }

  /** {@code parseProxy}: as it is, else with {@code http://} before it, else as it is after all. */
  private Optional<GoUrl> parseProxy(String value) {
    Optional<GoUrl> asWritten = parse(value);
    return asWritten.filter(this::isWhole).or(() -> parse("http://" + value)).or(() -> asWritten);
  }

  /** Whether a value gives the intended proxy: a URL, or a host with a port. */
  public boolean takes(String value) {
    int scheme = value.indexOf("://");
    Optional<GoUrl> proxy =
        scheme < 0 ? parse("http://" + value) : parse(value).filter(this::isWhole);
    int authority = scheme < 0 ? 0 : scheme + 3;
    int end = authority;
    while (end < value.length() && "/?#".indexOf(value.charAt(end)) < 0) {
      end++;
    }
    // what follows the host is no part of it, and so is a login there
    return proxy.isPresent() && value.indexOf('@', end) < 0 && value.indexOf('#', end) < 0;
  }

  private boolean isWhole(GoUrl proxy) {
    return switch (this) {
      case ECS_AGENT -> List.of("http", "https", "socks5").contains(proxy.scheme());
      case GO_STANDARD -> !proxy.scheme().isEmpty() && !proxy.host().isEmpty();
    };
  }

  private static Optional<GoUrl> parse(String text) {
    try {
      return Optional.of(GoUrl.parse(text));
    } catch (GoUrlException e) {
      return Optional.empty();
    }
  }

  private ProxyDecision decide(ProxyEnvironment env, GoUrl target, Chosen chosen) {
    Optional<ProxyEnvironment.Setting> noProxy = env.noProxy();
    String list = noProxy.map(ProxyEnvironment.Setting::value).orElse("");
    String variable = noProxy.map(ProxyEnvironment.Setting::variable).orElse("NO_PROXY");
    return new NoProxy(this, list)
        .whyDirect(target, variable)
        .<ProxyDecision>map(ProxyDecision.Direct::new)
        .orElseGet(() -> new ProxyDecision.Via(chosen.proxy().print(), chosen.variable()));
  }

  private static ProxyDecision refusedInCgi() {
    return new ProxyDecision.Refused(
        "REQUEST_METHOD is set: Go refuses HTTP_PROXY in what may be a CGI handler");
  }
}
