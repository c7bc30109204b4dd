package io.ecsharden.host.docker;

/**
 * What dockerd says of itself, as {@code GET /info} tells (Docker Engine API 1.41).
 *
 * @param serverVersion {@code 25.0.16}
 * @param liveRestore whether containers outlive a restart of dockerd
 * @param httpProxy the proxy that dockerd uses; it can hold a password, and is never to be shown
 *     unmasked
 * @param httpsProxy the same for https
 * @param noProxy what is reached without a proxy
 */
public record EngineInfo(
    String serverVersion,
    boolean liveRestore,
    String httpProxy,
    String httpsProxy,
    String noProxy) {

  /** The number before the first dot; 0 where the version does not begin with one. */
  public int majorVersion() {
    int dot = serverVersion.indexOf('.');
    try {
      return dot < 0 ? 0 : Integer.parseInt(serverVersion.substring(0, dot));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** Without the proxies: an error message or a log must not carry their passwords. */
  @Override
  public String toString() {
    return "Docker " + serverVersion + (liveRestore ? " with live-restore" : "");
  }
}
