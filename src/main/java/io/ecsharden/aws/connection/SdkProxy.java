package io.ecsharden.aws.connection;

import io.ecsharden.aws.compliance.NotSent;
import io.ecsharden.settings.proxy.ProxyDecision;
import io.ecsharden.settings.proxy.ProxyEnvironment;
import io.ecsharden.settings.proxy.ProxyFunction;
import java.net.URI;
import java.net.URISyntaxException;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;

/**
 * The proxy of this process's environment, chosen as the agent's own AWS SDK chooses it: the SDK
 * for Java looks at {@code HTTP_PROXY} for https too, and has its own idea of {@code NO_PROXY}.
 */
final class SdkProxy {

  private static final int HTTP = 80;

  private SdkProxy() {}

  /** For an endpoint: a proxy, or none. Logs in there when the proxy's URL says how. */
  static ProxyConfiguration of(SsmSettings settings, URI endpoint) throws NotSent {
    ProxyConfiguration.Builder builder =
        ProxyConfiguration.builder()
            .useSystemPropertyValues(false)
            .useEnvironmentVariablesValues(false);
    ProxyDecision decision =
        ProxyFunction.GO_STANDARD.decide(
            ProxyEnvironment.of(settings.environment()), endpoint.toString());
    return switch (decision) {
      case ProxyDecision.Direct direct -> builder.build();
      case ProxyDecision.Refused refused -> throw NotSent.forNow(refused.reason());
      case ProxyDecision.Via via -> {
        URI proxy = parse(via);
        ProxyLogin.use(proxy);
        yield builder.endpoint(plain(proxy, via)).build();
      }
    };
  }

  private static URI parse(ProxyDecision.Via via) throws NotSent {
    try {
      URI proxy = new URI(via.proxyUrl());
      if ("http".equals(proxy.getScheme()) && proxy.getHost() != null) {
        return proxy;
      }
    } catch (URISyntaxException e) {
      // told below, without the text: it may hold a password
    }
    throw NotSent.forNow(via.variable() + " names no proxy that can be used: http://host:port is");
  }

  private static URI plain(URI proxy, ProxyDecision.Via via) throws NotSent {
    try {
      int port = proxy.getPort() < 0 ? HTTP : proxy.getPort();
      return new URI("http", null, proxy.getHost(), port, null, null, null);
    } catch (URISyntaxException e) {
      throw NotSent.forNow(via.variable() + " names no proxy that can be used");
    }
  }
}
