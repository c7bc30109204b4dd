package io.ecsharden.settings.proxy;

import java.util.Map;
import java.util.Optional;

/**
 * The proxy variables of a process: {@code FromEnvironment} of {@code ecs-agent/utils/httpproxy}
 * (amazon-ecs-agent 1.105.1) and of {@code golang.org/x/net/http/httpproxy}, which agree.
 * Immutable.
 *
 * <p>A name in upper case comes before the same name in lower case, and an empty value counts as
 * unset. Nothing else is done to a value: quotes and spaces stay.
 */
public final class ProxyEnvironment {

  private final Optional<Setting> httpProxy;
  private final Optional<Setting> httpsProxy;
  private final Optional<Setting> noProxy;
  private final boolean cgi;

  /**
   * A variable that counts.
   *
   * @param variable its name, such as {@code HTTP_PROXY} or {@code http_proxy}
   * @param value never empty; can hold a password
   */
  public record Setting(String variable, String value) {

    /** The name alone. */
    @Override
    public String toString() {
      return variable;
    }
  }

  private ProxyEnvironment(Map<String, String> env) {
    this.httpProxy = first(env, "HTTP_PROXY", "http_proxy");
    this.httpsProxy = first(env, "HTTPS_PROXY", "https_proxy");
    this.noProxy = first(env, "NO_PROXY", "no_proxy");
    this.cgi = first(env, "REQUEST_METHOD", "REQUEST_METHOD").isPresent();
  }

  /** Reads the variables of a process; others are ignored. */
  public static ProxyEnvironment of(Map<String, String> env) {
    return new ProxyEnvironment(env);
  }

  private static Optional<Setting> first(Map<String, String> env, String upper, String lower) {
    return setting(env, upper).or(() -> setting(env, lower));
  }

  private static Optional<Setting> setting(Map<String, String> env, String variable) {
    return Optional.ofNullable(env.get(variable))
        .filter(value -> !value.isEmpty())
        .map(value -> new Setting(variable, value));
  }

  /** {@code HTTP_PROXY} or {@code http_proxy}. */
  public Optional<Setting> httpProxy() {
    return httpProxy;
  }

  /** {@code HTTPS_PROXY} or {@code https_proxy}. */
  public Optional<Setting> httpsProxy() {
    return httpsProxy;
  }

  /** {@code NO_PROXY} or {@code no_proxy}. */
  public Optional<Setting> noProxy() {
    return noProxy;
  }

  /**
   * Whether {@code REQUEST_METHOD} is set. Go takes the process for a CGI handler then, whose
   * client could have set {@code HTTP_PROXY}, and refuses every request that would use it.
   */
  public boolean isCgi() {
    return cgi;
  }
}
