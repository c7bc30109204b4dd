package io.ecsharden.baseline;

import io.ecsharden.baseline.ParameterRules.Mistake;
import io.ecsharden.format.net.AddressBlock;
import io.ecsharden.format.net.GoIp;
import java.util.Optional;

/** The notation {@code address/bits} of a network, as strict as Go's {@code net.ParseCIDR}. */
final class Cidr {

  private static final Optional<String> EXAMPLE =
      Optional.of("write a network such as `10.0.0.0/8` or `fd00::/8`");

  private Cidr() {}

  /** The mistake in a text that is not a network; empty for a network. */
  static Optional<Mistake> mistakeIn(String text) {
    Optional<AddressBlock> block = AddressBlock.parse(text);
    if (block.isEmpty()) {
      return ParameterRules.mistake(text, "not a network", EXAMPLE);
    }
    boolean first =
        GoIp.parse(text.substring(0, text.indexOf('/')))
            .filter(block.get().network()::sameAddress)
            .isPresent();
    return first
        ? Optional.empty()
        : ParameterRules.mistake(
            text, "an address inside a network", Optional.of("write the network's first address"));
  }
}
