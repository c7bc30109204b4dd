package io.ecsharden.baseline;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A parameter that a control takes.
 *
 * @param kind which values there are
 * @param description one sentence, for the documentation
 * @param defaultText the value when no file gives one: {@code true}, {@code 0640}; a list is
 *     comma-separated, the empty text the empty list. {@link IllegalArgumentException} when it is
 *     not of the kind.
 */
public record ParameterSpec(Kind kind, String description, String defaultText) {

  /** What a parameter's value may be. */
  public enum Kind {
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** Any text in one line. */
    TEXT,
    /** A list of texts. */
    TEXT_LIST,
    /** Three or four octal digits, such as {@code 0640}. */
    FILE_MODE,
    /** A list of IPv4 or IPv6 networks, such as {@code 10.0.0.0/8}. */
    CIDR_LIST
  }

  public ParameterSpec {
    for (String text : texts(kind, defaultText)) {
      Optional<ParameterRules.Mistake> mistake = ParameterRules.mistakeIn(kind, text);
      if (mistake.isPresent()) {
        throw new IllegalArgumentException("default of a parameter: " + mistake.get().message());
      }
    }
  }

  /** The value when no file gives one. */
  public ParameterValue defaultValue() {
    List<String> texts = texts(kind, defaultText);
    return switch (kind) {
      case BOOLEAN, TEXT, FILE_MODE ->
          new ParameterValue.Text(ParameterRules.normal(kind, texts.getFirst()));
      case TEXT_LIST, CIDR_LIST -> new ParameterValue.TextList(texts);
    };
  }

  private static List<String> texts(Kind kind, String defaultText) {
    return switch (kind) {
      case BOOLEAN, TEXT, FILE_MODE -> List.of(defaultText);
      case TEXT_LIST, CIDR_LIST ->
          Arrays.stream(defaultText.split(",", -1))
              .map(String::strip)
              .filter(text -> !text.isEmpty())
              .toList();
    };
  }
}
