package io.ecsharden.settings.docker;

import io.ecsharden.settings.proxy.ProxyVariables;
import io.ecsharden.settings.value.Origin;
import java.util.List;

/**
 * What dockerd ends up with, as far as proxies go.
 *
 * @param proxies its environment, in which {@code daemon.json} beats {@code docker.service}
 * @param unitSeen whether {@code docker.service} is there
 * @param byJson whether {@code daemon.json} gives a proxy or an exception, which Engine 23 and
 *     later take; an older one does not start with them
 * @param lost lines of its environment files that were to give a proxy, and whose names systemd
 *     drops
 */
public record DockerView(
    ProxyVariables proxies, boolean unitSeen, boolean byJson, List<Origin> lost) {

  public DockerView {
    lost = List.copyOf(lost);
  }
}
