package io.ecsharden.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.check.Controls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/controls.md} says what the program says; {@code -Ddocs.update=true} writes it. */
class ControlsPageTest {

  private static final Path PAGE = Path.of("docs/controls.md");

  /** The end of a sentence with another one after it. */
  private static final Pattern NEXT_SENTENCE = Pattern.compile("([.!?]\\)?) +");

  @Test
  void the_page_of_controls_is_what_explain_says() throws IOException {
    // Given
    String page = page();
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(PAGE, page);
    }

    // When
    String written = Files.readString(PAGE);

    // Then
    assertEquals(page, written, "run the test with -Ddocs.update=true");
  }

  private static String page() {
    StringBuilder page = new StringBuilder();
    page.append("# Controls\n\n")
        .append("This page is made from the program; `ecs-harden explain CONTROL` says the same.\n")
        .append("Which controls a baseline switches on, and with which severity, is in\n")
        .append("[baseline.md](baseline.md).\n\n")
        .append("| control | severity | |\n| --- | --- | --- |\n");
    for (Control control : Controls.all()) {
      ControlInfo info = control.info();
      page.append("| [`").append(info.id()).append("`](#").append(info.id()).append(") | ");
      page.append(info.severity()).append(" | ").append(info.title()).append(" |\n");
    }
    for (Control control : Controls.all()) {
      section(page, control.info());
    }
    return page.toString();
  }

  private static void section(StringBuilder page, ControlInfo info) {
    page.append("\n## ").append(info.id()).append("\n\n").append(info.title()).append(".\n\n");
    paragraph(page, "Why", info.rationale());
    paragraph(page, "How bad", info.impact());
    paragraph(page, "What AWS says", info.guidance());
    paragraph(page, "How it is repaired", info.remediation());
    paragraph(page, "What `fix` does", info.fix());
    page.append("**What it does not cover.**\n\n");
    info.limits().forEach(limit -> page.append("- ").append(lines(limit, "  ")).append('\n'));
    info.parameters()
        .forEach((name, spec) ->
            page.append("\n**Parameter** `")
                .append(name)
                .append("`: ")
                .append(lines(spec.description(), ""))
                .append("; default: ")
                .append(spec.defaultText().isEmpty() ? "none" : spec.defaultText())
                .append(".\n"));
    page.append("\nSources: ").append(String.join("; ", info.references())).append(".\n");
  }

  private static void paragraph(StringBuilder page, String title, String text) {
    page.append("**").append(title).append(".**\n").append(lines(text, "")).append("\n\n");
  }

  /** One sentence a line, as on the other pages. */
  private static String lines(String text, String indent) {
    return NEXT_SENTENCE.matcher(text).replaceAll("$1\n" + indent);
  }
}
