package io.ecsharden.settings.proxy;

import io.ecsharden.format.net.AddressBlock;
import io.ecsharden.format.net.GoIp;
import java.util.Optional;

/** One rule of a NO_PROXY list. */
sealed interface NoProxyEntry {

  /** The entry as it stands in the list. */
  String text();

  boolean matches(Target target);

  /**
   * Where a request goes.
   *
   * @param host in lower case
   * @param port digits, or empty for a scheme without a port of its own
   * @param ip the host, if it is an address
   */
  record Target(String host, String port, Optional<GoIp> ip) {

    boolean hasPort(String wanted) {
      return wanted.isEmpty() || wanted.equals(port);
    }
  }

  /** {@code *} */
  record Everything(String text) implements NoProxyEntry {

    @Override
    public boolean matches(Target target) {
      return true;
    }
  }

  /** {@code 169.254.0.0/16}: any port. */
  record Block(String text, AddressBlock block) implements NoProxyEntry {

    @Override
    public boolean matches(Target target) {
      return target.ip().filter(block::contains).isPresent();
    }
  }

  /** {@code 169.254.169.254}, {@code 169.254.169.254:80}, {@code [fd00:ec2::254]:80}. */
  record Address(String text, GoIp address, String port) implements NoProxyEntry {

    @Override
    public boolean matches(Target target) {
      return target.ip().filter(address::sameAddress).isPresent() && target.hasPort(port);
    }
  }

  /**
   * {@code example.com}, {@code .example.com}, {@code *.example.com}, each with or without port;
   * and every text that is nothing else, such as {@code 169.254.*}.
   *
   * @param suffix with a dot at its start
   * @param wholeHost whether the suffix without its dot matches too
   * @param addressesToo whether an address is compared as if it were a name
   */
  record Domain(String text, String suffix, String port, boolean wholeHost, boolean addressesToo)
      implements NoProxyEntry {

    @Override
    public boolean matches(Target target) {
      if (target.ip().isPresent() && !addressesToo) {
        return false;
      }
      String host = target.host();
      boolean same = wholeHost && suffix.length() == host.length() + 1 && suffix.endsWith(host);
      return (same || host.endsWith(suffix)) && target.hasPort(port);
    }
  }
}
