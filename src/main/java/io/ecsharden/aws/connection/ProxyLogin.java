package io.ecsharden.aws.connection;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * User and password of a proxy. The SDK hands them to the JDK's client, which ignores them: it asks
 * the process's {@link Authenticator}, and for a tunnel only if a system property allows it.
 */
final class ProxyLogin extends Authenticator {

  private final String user;
  private final String password;

  private ProxyLogin(String user, String password) {
    this.user = user;
    this.password = password;
  }

  /** Uses the user and the password of a proxy's URL, where it has them. */
  static void use(URI proxy) {
    if (proxy.getRawUserInfo() != null) {
      // Basic authentication is off for tunnels since Java 8u111
      System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
      String[] parts = proxy.getRawUserInfo().split(":", 2);
      Authenticator.setDefault(
          new ProxyLogin(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : ""));
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  protected PasswordAuthentication getPasswordAuthentication() {
    return getRequestorType() == RequestorType.PROXY
        ? new PasswordAuthentication(user, password.toCharArray())
        : new PasswordAuthentication("", new char[0]);
  }
}
