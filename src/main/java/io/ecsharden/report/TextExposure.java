package io.ecsharden.report;

import io.ecsharden.control.task.Exposure;
import io.ecsharden.control.task.Reach;
import io.ecsharden.control.task.TaskExposure;
import io.ecsharden.control.task.TaskRemedies;
import io.ecsharden.control.task.Verdict;
import io.ecsharden.format.ShortText;
import java.util.ArrayList;
import java.util.List;

/** The exposed tasks as text: a line each, and under it why, and what to do. */
final class TextExposure {

  private static final List<String> TITLES =
      List.of("TASK", "MODE", "IPv4", "IPv6", "ID", "CONTAINERS");
  private static final int INDENT = 4;
  private static final int LABEL = 5;

  private final StringBuilder out = new StringBuilder(4096);
  private final Presentation shown;

  private TextExposure(Presentation shown) {
    this.shown = shown;
  }

  /** Writes the report. */
  static String write(ExposureReport report, Presentation shown) {
    return new TextExposure(shown).report(report);
  }

  private String report(ExposureReport report) {
    new TextHead(out, shown.width()).host(report.instance(), report.host());
    out.append('\n');
    switch (report.tasks()) {
      case ExposureReport.Tasks.Seen(Exposure exposure) -> seen(exposure);
      case ExposureReport.Tasks.Unseen(String reason) ->
          line("The running tasks were not seen: " + reason + ".");
    }
    return out.toString();
  }

  private void seen(Exposure exposure) {
    if (exposure.tasks().isEmpty()) {
      line("No task runs here.");
    } else {
      out.append(shown.style().strong("Which running tasks reach the metadata service"))
          .append('\n');
      table(exposure.tasks());
      out.append('\n');
      summary(exposure);
    }
    if (exposure.left() > 0) {
      line("Nobody looked at " + exposure.left() + " more containers of tasks.");
    }
  }

  private void table(List<TaskExposure> tasks) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(TITLES);
    tasks.forEach(task -> rows.add(row(task)));
    int[] widths = new int[TITLES.size() - 1];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (int i = 0; i < rows.size(); i++) {
      StringBuilder cells = new StringBuilder();
      for (int k = 0; k < widths.length; k++) {
        cells.append(TextAudit.pad(rows.get(i).get(k), widths[k])).append("  ");
      }
      cells.append(rows.get(i).getLast());
      out.append(i == 0 ? shown.style().faint(cells.toString()) : cells.toString()).append('\n');
      if (i > 0) {
        reasons(tasks.get(i - 1));
      }
    }
  }

  private static List<String> row(TaskExposure task) {
    return List.of(
        brief(task.title()),
        task.mode().id(),
        task.ipv4().reach().word(),
        task.ipv6().reach().word(),
        brief(task.shortId()),
        brief(String.join(", ", task.names())));
  }

  /** A label can be long, and a table is for the eye; JSON has it whole. */
  private static String brief(String text) {
    return Style.safe(ShortText.start(text, 60));
  }

  private void reasons(TaskExposure task) {
    Verdict worst = task.worst();
    detail("why", sentence(worst.reason()));
    task.warnings().forEach(warning -> detail("note", sentence(warning)));
    String advice = TaskRemedies.advice(task);
    if (!advice.isEmpty()) {
      detail("do", advice);
    }
    for (String command : TaskRemedies.commands(task)) {
      detail("", command);
    }
  }

  private static String sentence(String clause) {
    String safe = clause.isEmpty() ? "not known" : clause;
    return Character.toUpperCase(safe.charAt(0)) + safe.substring(1) + ".";
  }

  private void detail(String label, String text) {
    out.append(" ".repeat(INDENT)).append(shown.style().faint(TextAudit.pad(label, LABEL)));
    Wrap.append(out, INDENT + LABEL, INDENT + LABEL, shown.width(), Style.safe(text));
  }

  private void summary(Exposure exposure) {
    long exposed = exposure.count(Reach.EXPOSED);
    long unseen = exposure.count(Reach.NOT_SEEN);
    line(
        tasks(exposed)
            + (exposed == 1 ? " reaches" : " reach")
            + " the metadata service, and with it the instance's credentials; "
            + unseen
            + " not seen; "
            + exposure.count(Reach.BLOCKED)
            + " blocked.");
  }

  private static String tasks(long count) {
    return count == 1 ? "1 task" : count + " tasks";
  }

  private void line(String text) {
    Wrap.append(out, 0, 0, shown.width(), Style.safe(text));
  }
}
