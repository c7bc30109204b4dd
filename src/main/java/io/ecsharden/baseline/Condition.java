package io.ecsharden.baseline;

import java.util.List;

/**
 * What is expected of a setting. Values are text, spelled as in the baseline file: {@code equals:
 * true} and {@code equals: "true"} are one expectation, {@code 0640} stays {@code 0640}.
 */
public sealed interface Condition {

  /** The setting has this value. */
  record Equals(String value) implements Condition {}

  /** The setting has one of these values. Never empty, no value twice, in the file's order. */
  record OneOf(List<String> values) implements Condition {
    public OneOf {
      values = List.copyOf(values);
      if (values.isEmpty()) {
        throw new IllegalArgumentException("oneOf needs at least one value");
      }
    }
  }

  /** Nothing on the host sets the setting. */
  record Unset() implements Condition {}

  /** Something on the host sets the setting, to any value but the empty one. */
  record Present() implements Condition {}
}
