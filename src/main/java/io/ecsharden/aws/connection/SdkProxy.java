package io.ecsharden.aws.connection;

import io.ecsharden.settings.proxy.ProxyDecision;
import io.ecsharden.settings.proxy.ProxyEnvironment;
import io.ecsharden.settings.proxy.ProxyFunction;
import java.net.URI;
import java.net.URISyntaxException;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;

/**
 * The proxy of this process's environment, chosen as the agent's AWS SDK for Go chooses it. The SDK
 * for Java would use {@code HTTP_PROXY} for https too, and reads {@code NO_PROXY} in its own way.
 */
final class SdkProxy {

  private static final int HTTP = 80;

  private SdkProxy() {}

  /** The proxy for an endpoint, or none; logs in where the proxy's URL has a user. */
  static ProxyConfiguration of(SsmSettings settings, URI endpoint) throws NotConnected {
    ProxyConfiguration.Builder builder =
        ProxyConfiguration.builder()
            .useSystemPropertyValues(false)
            .useEnvironmentVariablesValues(false);
    ProxyDecision decision =
        ProxyFunction.GO_STANDARD.decide(
            ProxyEnvironment.of(settings.environment()), endpoint.toString());
    return switch (decision) {
      case ProxyDecision.Direct direct -> builder.build();
      case ProxyDecision.Refused refused -> throw new NotConnected(refused.reason());
      case ProxyDecision.Via via -> {
        URI proxy = parse(via);
        ProxyLogin.use(proxy);
        yield builder.endpoint(plain(proxy, via)).build();
      }
    };
  }

  private static URI parse(ProxyDecision.Via via) throws NotConnected {
    try {
      URI proxy = new URI(via.proxyUrl());
      if ("http".equals(proxy.getScheme()) && proxy.getHost() != null) {
        return proxy;
      }
    } catch (URISyntaxException e) {
      // the message below leaves the text out, because it may hold a password
    }
    throw new NotConnected(
        via.variable() + " is not a proxy that can be used: write http://host:port");
  }

  private static URI plain(URI proxy, ProxyDecision.Via via) throws NotConnected {
    try {
      int port = proxy.getPort() < 0 ? HTTP : proxy.getPort();
      return new URI("http", null, proxy.getHost(), port, null, null, null);
    } catch (URISyntaxException e) {
      throw new NotConnected(via.variable() + " is not a proxy that can be used");
    }
  }
}
