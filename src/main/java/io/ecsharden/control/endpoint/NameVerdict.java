package io.ecsharden.control.endpoint;

import io.ecsharden.control.Consumer;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.facts.EndpointFacts;
import io.ecsharden.facts.NameAnswer;
import io.ecsharden.format.net.AddressBlock;
import io.ecsharden.settings.proxy.ProxyDecision;
import io.ecsharden.settings.proxy.ProxyVariables;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a name.
 *
 * @param name the whole one, or without its account where that is not known
 * @param text its addresses, or why nothing is known: a clause without a stop
 */
record NameVerdict(String name, Kind kind, String text) {

  /** Addresses that a message names. */
  private static final int MOST_ADDRESSES = 4;

  enum Kind {
    PRIVATE,
    PUBLIC,
    /** Its requests go to a proxy, which looks the name up itself. */
    PROXIED,
    UNKNOWN
  }

  /**
   * Judges a name.
   *
   * @param own networks that count as private, too
   */
  static NameVerdict of(
      ServiceName service,
      EndpointFacts.Seen seen,
      EvaluationContext context,
      List<AddressBlock> own) {
    Optional<String> host = service.host(seen.region(), seen.account());
    if (host.isEmpty()) {
      return new NameVerdict(
          service.prefix() + '.' + seen.region(), Kind.UNKNOWN, "the account is not known");
    }
    String name = host.get();
    return service
        .caller()
        .consumer()
        .flatMap(consumer -> byProxy(service, name, consumer, context.proxies(consumer)))
        .orElseGet(() -> byAddress(name, Optional.ofNullable(seen.answers().get(name)), own));
  }

  private static Optional<NameVerdict> byProxy(
      ServiceName service, String name, Consumer consumer, ProxyVariables proxies) {
    if (proxies.unknown().isPresent()) {
      return Optional.of(
          new NameVerdict(
              name,
              Kind.UNKNOWN,
              "the proxies of " + consumer.title() + " are not known: " + proxies.unknown().get()));
    }
    return switch (service
        .caller()
        .function()
        .decide(proxies.environment(), "https://" + name + "/")) {
      case ProxyDecision.Direct _ -> Optional.empty();
      case ProxyDecision.Via via ->
          Optional.of(
              new NameVerdict(name, Kind.PROXIED, via.variable() + " of " + consumer.title()));
      case ProxyDecision.Refused _ ->
          Optional.of(
              new NameVerdict(name, Kind.UNKNOWN, "the requests of " + consumer.title() + " fail"));
    };
  }

  private static NameVerdict byAddress(
      String name, Optional<NameAnswer> answer, List<AddressBlock> own) {
    return switch (answer.orElse(new NameAnswer.Unknown("nobody asked for it"))) {
      case NameAnswer.Unknown(String reason) -> new NameVerdict(name, Kind.UNKNOWN, reason);
      case NameAnswer.Addresses(List<String> texts) -> {
        AddressKind worst = AddressKind.PRIVATE;
        for (String text : texts) {
          AddressKind kind = AddressKind.of(text, own);
          worst = kind.compareTo(worst) > 0 ? kind : worst;
        }
        String addresses =
            String.join(", ", texts.subList(0, Math.min(texts.size(), MOST_ADDRESSES)))
                + (texts.size() > MOST_ADDRESSES ? ", …" : "");
        yield switch (texts.isEmpty() ? AddressKind.UNCLEAR : worst) {
          case PRIVATE -> new NameVerdict(name, Kind.PRIVATE, addresses);
          case PUBLIC -> new NameVerdict(name, Kind.PUBLIC, addresses);
          case UNCLEAR ->
              new NameVerdict(
                  name, Kind.UNKNOWN, addresses + " may be an endpoint's address or a public one");
        };
      }
    };
  }
}
