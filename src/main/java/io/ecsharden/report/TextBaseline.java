package io.ecsharden.report;

import io.ecsharden.baseline.Baseline;
import io.ecsharden.baseline.Waiver;

/** What is said of baselines in text. */
final class TextBaseline {

  private TextBaseline() {}

  /** That a baseline can be used, and what is in it. */
  static String check(BaselineReport report, Presentation shown) {
    Baseline baseline = report.baseline();
    StringBuilder out = new StringBuilder();
    new TextHead(out, shown.width()).baseline(baseline);
    for (String base : baseline.chain()) {
      line(out, shown, "extends", base);
    }
    line(
        out,
        shown,
        "content",
        baseline.settings().size()
            + " settings, "
            + baseline.controls().values().stream().filter(policy -> policy.enabled()).count()
            + " of "
            + baseline.controls().size()
            + " controls, "
            + baseline.waivers().size()
            + " waivers");
    for (Waiver waiver : report.expired()) {
      line(
          out,
          shown,
          "expired",
          "the waiver for "
              + waiver.control()
              + " at "
              + waiver.where().display()
              + ", on "
              + waiver.expires());
    }
    return out.append("The baseline has no mistakes.\n").toString();
  }

  /** Where two baselines differ. */
  static String diff(BaselineDiff diff, Presentation shown) {
    StringBuilder out = new StringBuilder();
    out.append(shown.style().diff("--- " + title(diff.before()))).append('\n');
    out.append(shown.style().diff("+++ " + title(diff.after()))).append('\n');
    for (BaselineDiff.Difference difference : diff.differences()) {
      String path = difference.path() + ": ";
      difference.before().ifPresent(text -> signed(out, shown, "-" + path + text));
      difference.after().ifPresent(text -> signed(out, shown, "+" + path + text));
    }
    if (diff.differences().isEmpty()) {
      out.append("The baselines have the same effect.\n");
    }
    return out.toString();
  }

  private static String title(Baseline baseline) {
    return Style.safe(baseline.name() + " (" + baseline.source() + ")");
  }

  private static void signed(StringBuilder out, Presentation shown, String text) {
    out.append(shown.style().diff(Style.safe(text))).append('\n');
  }

  private static void line(StringBuilder out, Presentation shown, String label, String text) {
    new TextHead(out, shown.width()).line(label, text);
  }
}
