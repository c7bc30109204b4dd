package io.ecsharden.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.check.Controls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/controls.md} says what the program says; {@code -Ddocs.update=true} writes it. */
class ControlsPageTest {

  private static final Path PAGE = Path.of("docs/controls.md");

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
    page.append("**Why.** ").append(info.rationale()).append("\n\n");
    page.append("**How bad.** ").append(info.impact()).append("\n\n");
    page.append("**What AWS says.** ").append(info.guidance()).append("\n\n");
    page.append("**How it is repaired.** ").append(info.remediation()).append("\n\n");
    page.append("**What `fix` does.** ").append(info.fix()).append("\n\n");
    page.append("**What it does not cover.**\n\n");
    info.limits().forEach(limit -> page.append("- ").append(limit).append('\n'));
    info.parameters()
        .forEach((name, spec) ->
            page.append("\n**Parameter** `")
                .append(name)
                .append("`: ")
                .append(spec.description())
                .append("; default: ")
                .append(spec.defaultText().isEmpty() ? "none" : spec.defaultText())
                .append(".\n"));
    page.append("\nSources: ").append(String.join("; ", info.references())).append(".\n");
  }
}
