package io.ecsharden.report;

import io.ecsharden.format.ShortText;
import io.ecsharden.hygiene.Hygiene;
import io.ecsharden.hygiene.LineDefect;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.agent.StartFailure;
import io.ecsharden.settings.value.EffectiveValue;
import io.ecsharden.settings.value.Sourced;
import io.ecsharden.settings.value.Value;
import java.util.ArrayList;
import java.util.List;

/** The effective settings as text. */
final class TextEffective {

  private final EffectiveReport report;
  private final Presentation shown;
  private final Style style;
  private final StringBuilder out = new StringBuilder(4096);

  private TextEffective(EffectiveReport report, Presentation shown) {
    this.report = report;
    this.shown = shown;
    this.style = shown.style();
  }

  /** Writes the report. */
  static String write(EffectiveReport report, Presentation shown) {
    return new TextEffective(report, shown).write();
  }

  private String write() {
    new TextHead(out, shown.width()).host(report.instance(), report.host());
    section("effective for the agent", report.agent());
    section("effective for ecs-init", report.init());
    starts();
    defects();
    proxies();
    return out.toString();
  }

  private void section(String title, List<EffectiveValue> values) {
    out.append('\n').append(style.strong(title)).append('\n');
    List<String[]> rows = new ArrayList<>();
    int key = 0;
    int text = 0;
    for (EffectiveValue value : values) {
      String[] row = {value.key(), shown(value)};
      rows.add(row);
      key = Math.max(key, row[0].length());
      text = Math.max(text, Math.min(40, row[1].length()));
    }
    for (int i = 0; i < values.size(); i++) {
      EffectiveValue value = values.get(i);
      out.append("  ")
          .append(TextAudit.pad(rows.get(i)[0], key))
          .append("  ")
          .append(TextAudit.pad(rows.get(i)[1], text))
          .append("  ")
          .append(style.faint(Style.safe(value.origin().display())))
          .append('\n');
      notes(value);
    }
  }

  private String shown(EffectiveValue value) {
    return switch (value.value()) {
      case Value.Bool(boolean on) -> Boolean.toString(on);
      case Value.Text(SensitiveText text) when text.isEmpty() -> "-";
      case Value.Text(SensitiveText text) ->
          Style.safe(ShortText.line(text.shown(report.disclosure())));
      case Value.Unknown unknown -> "unknown";
    };
  }

  private void notes(EffectiveValue value) {
    if (value.value() instanceof Value.Unknown(String reason)) {
      note(reason);
    }
    for (EffectiveValue.Note note : value.notes()) {
      String raw = ShortText.line(note.about().raw().shown(report.disclosure()));
      note("`" + raw + "` " + note.text() + ", " + note.about().origin().display());
    }
    for (Sourced shadowed : value.shadowed()) {
      boolean noted =
          value.notes().stream().anyMatch(n -> n.about().origin().equals(shadowed.origin()));
      if (noted) {
        continue;
      }
      note(
          "shadows `"
              + ShortText.line(shadowed.raw().shown(report.disclosure()))
              + "`, "
              + shadowed.origin().display());
    }
  }

  private void note(String text) {
    StringBuilder lines = new StringBuilder();
    Wrap.append(lines, 6, 8, shown.width(), Style.safe(text));
    lines.setLength(lines.length() - 1);
    out.append("      ").append(style.faint(lines.toString())).append('\n');
  }

  private void starts() {
    List<StartFailure> failures = report.instance().settings().agent().failures();
    if (failures.isEmpty()) {
      return;
    }
    out.append('\n').append(style.strong("the agent does not start")).append('\n');
    for (StartFailure failure : failures) {
      out.append("  ")
          .append(style.faint(Style.safe(failure.origin().display())))
          .append("  ")
          .append(Style.safe(failure.message()))
          .append('\n');
    }
  }

  private void defects() {
    List<LineDefect> defects = Hygiene.of(report.instance()).defects();
    if (defects.isEmpty()) {
      return;
    }
    out.append('\n').append(style.strong("lost, or read in two ways")).append('\n');
    for (LineDefect defect : defects) {
      String key =
          defect
              .key()
              .map(text -> SensitiveText.name(text).brief().shown(report.disclosure()) + ": ")
              .orElse("");
      out.append("  ")
          .append(style.faint(Style.safe(defect.where().display())))
          .append("  ")
          .append(
              Style.safe(
                  key + defect.message().shown(report.disclosure()) + ". " + defect.remedy()))
          .append('\n');
    }
  }

  private void proxies() {
    for (EffectiveReport.ProxyChoice choice : report.proxies()) {
      out.append('\n')
          .append(
              style.strong(
                  Style.safe(SensitiveText.prose(choice.url()).shown(report.disclosure()))))
          .append("\n  agent      ")
          .append(Style.safe(report.words(choice.agent())))
          .append("\n  agent SDK  ")
          .append(Style.safe(report.words(choice.sdk())))
          .append("\n  ecs-init   ")
          .append(Style.safe(report.words(choice.init())))
          .append("\n  dockerd    ")
          .append(
              Style.safe(
                  choice
                      .dockerd()
                      .map(report::words)
                      .orElseGet(() -> "unknown (" + report.dockerdUnknown() + ")")))
          .append('\n');
    }
  }
}
