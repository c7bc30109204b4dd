package io.ecsharden.golden;

import io.ecsharden.plan.Diff;
import io.ecsharden.plan.FileContent;
import io.ecsharden.plan.Plan;
import io.ecsharden.plan.Reason;
import io.ecsharden.report.Style;
import io.ecsharden.secrets.Disclosure;
import java.util.TreeSet;

/** A plan as a text to be read with care. */
final class PlanText {

  private PlanText() {}

  static String of(Plan plan) {
    StringBuilder out = new StringBuilder();
    for (FileContent change : plan.files()) {
      out.append("change ").append(change.path());
      out.append(" restarts ").append(new TreeSet<>(change.restarts())).append('\n');
      for (Reason reason : change.reasons()) {
        out.append("  ").append(reason.control()).append(": ");
        out.append(Style.safe(reason.what().toString())).append('\n');
      }
    }
    plan.holds().forEach(hold -> out.append("held ").append(hold.reason()).append('\n'));
    for (Plan.ByHand left : plan.byHand()) {
      out.append("by hand ").append(left.control());
      left.subject().ifPresent(subject -> out.append(" [").append(subject).append(']'));
      out.append(": ").append(Style.safe(left.reason().toString())).append('\n');
    }
    plan.files().forEach(change -> out.append(Diff.of(change, Disclosure.HIDE)));
    return out.isEmpty() ? "nothing to do\n" : out.toString();
  }
}
