package io.ecsharden.report;

import io.ecsharden.baseline.Baseline;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.starter.Starter;

/** The first lines of a text report: which host, and held against what. */
final class TextHead {

  private static final int LABEL = 10;

  private final StringBuilder out;
  private final int width;

  TextHead(StringBuilder out, int width) {
    this.out = out;
    this.width = width;
  }

  /** What the host is, where it is, and which one it is. */
  TextHead host(Instance instance, HostIdentity identity) {
    String root = instance.facts().root();
    line("host", instance.description() + (root.equals("/") ? "" : " at " + root));
    String which = identity.words();
    if (!which.isEmpty()) {
      line("", which);
    }
    if (!(instance.settings().starter() instanceof Starter.EcsInit)) {
      line("agent", instance.settings().starter().sentence());
    }
    return this;
  }

  /** The baseline, where it is, and who chose it. */
  TextHead baseline(Baseline baseline) {
    String where =
        baseline.source().startsWith("builtin:")
            ? "built in"
            : baseline.source().equals(baseline.name()) ? "" : baseline.source();
    String who =
        switch (baseline.choice()) {
          case OPTION, BUILT_IN -> "";
          case FILE -> "the default place";
          case VARIABLE -> "ECS_HARDEN_BASELINE";
        };
    String both = where + (where.isEmpty() || who.isEmpty() ? "" : ", ") + who;
    line("baseline", baseline.name() + (both.isEmpty() ? "" : " (" + both + ")"));
    return this;
  }

  /** Another line. */
  TextHead line(String label, String text) {
    out.append(TextAudit.pad(label, LABEL));
    Wrap.append(out, LABEL, LABEL, width, Style.safe(text));
    return this;
  }
}
