package io.ecsharden.host.docker;

/**
 * dockerd itself, from {@code GET /info} (Docker Engine API 1.41).
 *
 * @param serverVersion {@code 25.0.16}
 * @param liveRestore whether containers outlive a restart of dockerd
 * @param httpProxy the proxy that dockerd uses; it can hold a password and must not be shown
 * @param httpsProxy the same for https
 * @param noProxy the hosts that dockerd reaches without a proxy
 */
public record EngineInfo(
    String serverVersion,
    boolean liveRestore,
    String httpProxy,
    String httpsProxy,
    String noProxy) {

  /** Without the proxies, whose passwords must not reach a message. */
  @Override
  public String toString() {
    return "Docker " + serverVersion + (liveRestore ? " with live-restore" : "");
  }
}
