package io.ecsharden.settings.rule;

import java.util.Optional;

/** {@code 49153-65535}, or one port (docker/go-connections, {@code nat.ParsePortRange}). */
record PortRangeRule() implements ValueRule {

  @Override
  public Optional<Refusal> refusal(String text) {
    String[] ends = text.split("-", -1);
    Optional<Long> first = port(ends[0]);
    Optional<Long> last = ends.length == 1 ? first : port(ends[1]);
    boolean range = first.isPresent() && last.isPresent() && first.get() <= last.get();
    return range
        ? Optional.empty()
        : Refusal.notSet(
            "The agent cannot read this as a range of ports, and uses the range of the kernel");
  }

  private static Optional<Long> port(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    return signed ? Optional.empty() : NumberRule.parse(text).filter(port -> port <= 65_535);
  }

  @Override
  public String accepts() {
    return "a range of ports such as 49153-65535";
  }
}
