package io.ecsharden.aws.parameter;

import java.util.Optional;

/**
 * A parameter of Parameter Store, with a version or a label where one is pinned.
 *
 * @param name {@code /ecs-harden/baseline}
 * @param selector {@code 7}, or a label; empty for the latest version
 */
public record ParameterName(String name, Optional<String> selector) {

  /** What a name begins with on the command line. */
  public static final String PREFIX = "ssm:";

  private static final int LONGEST = 1011;

  /** Reads {@code ssm:/ecs-harden/baseline:7}; nothing where a text is not such a name. */
  public static Optional<ParameterName> parse(String text) {
    if (!text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    String rest = text.substring(PREFIX.length());
    int colon = rest.indexOf(':');
    String name = colon < 0 ? rest : rest.substring(0, colon);
    Optional<String> selector =
        colon < 0 ? Optional.empty() : Optional.of(rest.substring(colon + 1));
    boolean fits =
        !name.isEmpty()
            && name.length() <= LONGEST
            && name.chars().allMatch(ParameterName::isNameCharacter)
            && selector.stream()
                .allMatch(s -> !s.isEmpty() && s.chars().allMatch(ParameterName::isNameCharacter));
    return fits ? Optional.of(new ParameterName(name, selector)) : Optional.empty();
  }

  private static boolean isNameCharacter(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == '.'
        || c == '-'
        || c == '/';
  }

  /** As the service expects it. */
  String request() {
    return name + selector.map(s -> ":" + s).orElse("");
  }

  /** As on the command line. */
  public String display() {
    return PREFIX + request();
  }
}
