package io.ecsharden.settings.proxy;

import io.ecsharden.format.GoText;
import io.ecsharden.format.net.AddressBlock;
import io.ecsharden.format.net.GoIp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A NO_PROXY list as one of the two functions reads it: {@code init} and {@code useProxy} of their
 * {@code proxy.go}. The agent's copy is older and differs in three places:
 *
 * <ul>
 *   <li>a name with non-ASCII letters is not turned into its ASCII form;
 *   <li>an IPv6 address with a zone is a name and no address;
 *   <li>an address is also compared as a name, so that {@code .254} matches 169.254.169.254.
 * </ul>
 */
final class NoProxy {

  private final ProxyFunction function;
  private final List<NoProxyEntry> entries = new ArrayList<>();

  NoProxy(ProxyFunction function, String list) {
    this.function = function;
    for (String item : list.split(",", -1)) {
      String text = GoText.trimSpace(item);
      if (text.equals("*")) {
        // nothing else counts, before or behind
        entries.clear();
        entries.add(new NoProxyEntry.Everything(text));
        return;
      }
      if (!text.isEmpty()) {
        entry(text, GoStrings.lower(text)).ifPresent(entries::add);
      }
    }
  }

  private Optional<NoProxyEntry> entry(String text, String lower) {
    Optional<AddressBlock> block = AddressBlock.parse(lower);
    if (block.isPresent()) {
      return block.map(present -> new NoProxyEntry.Block(text, present));
    }
    HostPort parts = HostPort.split(lower).orElseGet(() -> new HostPort(lower, ""));
    if (parts.host().isEmpty()) {
      return Optional.empty();
    }
    Optional<GoIp> address = GoIp.parseWithoutZone(parts.host());
    if (address.isPresent()) {
      return address.map(present -> new NoProxyEntry.Address(text, present, parts.port()));
    }
    return Optional.of(domain(text, parts));
  }

  private NoProxyEntry domain(String text, HostPort parts) {
    String name = parts.host().startsWith("*.") ? parts.host().substring(1) : parts.host();
    boolean wholeHost = !name.startsWith(".");
    String suffix = wholeHost ? '.' + name : name;
    boolean agent = function == ProxyFunction.ECS_AGENT;
    return new NoProxyEntry.Domain(text, suffix, parts.port(), wholeHost, agent);
  }

  /** Why a URL goes to its host without a proxy; empty if a proxy is to be used. */
  Optional<String> whyDirect(GoUrl url, String variable) {
    Optional<HostPort> parts = HostPort.split(canonicalAddress(url));
    if (parts.isEmpty()) {
      return Optional.of("Go cannot tell host and port apart and uses no proxy then");
    }
    String host = parts.get().host();
    if (host.equals("localhost")) {
      return Optional.of("localhost never goes through a proxy");
    }
    Optional<GoIp> ip =
        function == ProxyFunction.ECS_AGENT ? GoIp.parseWithoutZone(host) : GoIp.parse(host);
    if (ip.filter(GoIp::isLoopback).isPresent()) {
      return Optional.of("a loopback address never goes through a proxy");
    }
    NoProxyEntry.Target target =
        new NoProxyEntry.Target(GoStrings.lower(GoText.trimSpace(host)), parts.get().port(), ip);
    return entries.stream()
        .filter(entry -> entry.matches(target))
        .findFirst()
        .map(entry -> variable + " entry " + entry.text() + " matches");
  }

  /** {@code canonicalAddr}: the host, always with a port. */
  private static String canonicalAddress(GoUrl url) {
    String port = url.port().isEmpty() ? defaultPort(url.scheme()) : url.port();
    return new HostPort(url.hostname(), port).join();
  }

  private static String defaultPort(String scheme) {
    return switch (scheme) {
      case "http" -> "80";
      case "https" -> "443";
      case "socks5" -> "1080";
      default -> "";
    };
  }
}
