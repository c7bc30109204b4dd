package io.ecsharden.format;

import java.util.Optional;

/** Go's {@code strconv.ParseBool}: twelve spellings, nothing else. */
public final class GoBoolean {

  private GoBoolean() {}

  /** Parses a text as it stands. */
  public static Optional<Boolean> parse(String text) {
    return switch (text) {
      case "1", "t", "T", "TRUE", "true", "True" -> Optional.of(true);
      case "0", "f", "F", "FALSE", "false", "False" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /**
   * As the agent does it: white space at the ends does not count (amazon-ecs-agent 1.105.1, {@code
   * agent/config/parse.go}, {@code agent/utils/utils.go}).
   */
  public static Optional<Boolean> parseTrimmed(String text) {
    return parse(GoText.trimSpace(text));
  }
}
