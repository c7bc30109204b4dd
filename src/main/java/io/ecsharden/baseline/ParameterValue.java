package io.ecsharden.baseline;

import java.util.List;

/** The value of a control's parameter, already checked against its {@link ParameterSpec}. */
public sealed interface ParameterValue {

  /** A text; {@code true} or {@code false} for a boolean, four octal digits for a file mode. */
  record Text(String value) implements ParameterValue {}

  /** A list of texts, possibly empty, in the file's order. */
  record TextList(List<String> values) implements ParameterValue {
    public TextList {
      values = List.copyOf(values);
    }
  }
}
