package io.ecsharden.hygiene;

import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.proxy.ProxyFunction;
import java.util.List;
import java.util.Optional;

/** A proxy that no program finds: its text is no URL, or one of another meaning. */
final class InvalidProxy implements LineRule {

  private static final List<String> PROXIES =
      List.of("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy");

  @Override
  public Optional<LineDefect> find(EnvLine line) {
    // a backslash is a defect of its own: its readers disagree on what the URL is
    boolean judged = PROXIES.contains(line.key()) && line.value().indexOf('\\') < 0;
    return judged && !ProxyFunction.ECS_AGENT.takes(line.value().strip())
        ? Optional.of(
            value(Kind.INVALID_VALUE, line)
                .because(
                    "The agent cannot read this as a proxy's URL: it uses no proxy, or a host that"
                        + " is none",
                    "Write http://host:port, with %40, %2F and %23 for @, / and # in a password"))
        : Optional.empty();
  }
}
