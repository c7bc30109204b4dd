package io.ecsharden.report;

import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.check.Controls;
import java.util.List;
import java.util.Optional;

/** What a control is about, as text for a terminal. */
public final class TextExplanation {

  private static final int WIDTH = 90;

  private final Style style;
  private final StringBuilder out = new StringBuilder(2048);

  private TextExplanation(Style style) {
    this.style = style;
  }

  /** Explains a control by its id; empty where there is none. */
  public static Optional<OutputText> find(String id, Style style) {
    return Controls.find(id)
        .map(control -> OutputText.written(write(control.info(), style), style));
  }

  /** Explains one control. */
  static String write(ControlInfo control, Style style) {
    TextExplanation text = new TextExplanation(style);
    text.out.append(style.strong(control.id())).append("  ").append(control.title()).append('\n');
    text.section("Why", control.rationale());
    text.section(
        "Severity",
        control.severity() + " unless the baseline says otherwise. " + control.impact());
    text.section("What AWS says", control.guidance());
    text.section("Repair", control.remediation());
    text.section("What `fix` does", control.fix());
    text.list("What it does not cover", control.limits());
    text.list(
        "Parameters",
        control.parameters().entrySet().stream()
            .map(p ->
                p.getKey()
                    + ": "
                    + p.getValue().description()
                    + "; default: "
                    + (p.getValue().defaultText().isEmpty() ? "none" : p.getValue().defaultText()))
            .toList());
    text.list("Sources", control.references());
    return text.out.toString();
  }

  /** Lists all controls. */
  public static OutputText list(Style style) {
    List<ControlInfo> controls = Controls.all().stream().map(Control::info).toList();
    StringBuilder out = new StringBuilder();
    int width = controls.stream().mapToInt(c -> c.id().length()).max().orElse(0);
    for (ControlInfo control : controls) {
      out.append(style.strong(TextAudit.pad(control.id(), width)))
          .append("  ")
          .append(TextAudit.pad(control.severity().name(), 13))
          .append("  ")
          .append(control.title())
          .append('\n');
    }
    return OutputText.written(out.toString(), style);
  }

  private void section(String title, String text) {
    out.append('\n').append(style.strong(title)).append('\n');
    wrap("  ", "  ", text);
  }

  private void list(String title, List<String> items) {
    if (items.isEmpty()) {
      return;
    }
    out.append('\n').append(style.strong(title)).append('\n');
    for (String item : items) {
      wrap("  - ", "    ", item);
    }
  }

  private void wrap(String first, String rest, String text) {
    int column = 0;
    String indent = first;
    for (String word : text.split(" ")) {
      if (column > 0 && column + 1 + word.length() > WIDTH) {
        out.append('\n');
        column = 0;
        indent = rest;
      }
      if (column == 0) {
        out.append(indent).append(word);
        column = indent.length() + word.length();
      } else {
        out.append(' ').append(word);
        column += 1 + word.length();
      }
    }
    out.append('\n');
  }
}
