package io.ecsharden.report;

import io.ecsharden.settings.Instance;
import java.time.Instant;
import java.util.List;

/**
 * The settings of an instance, to be written as a baseline for its fleet.
 *
 * @param kept what the baseline expects
 * @param left what it does not, and why
 */
public record Snapshot(
    Instance instance, HostIdentity host, Instant time, List<Kept> kept, List<Left> left) {

  public Snapshot {
    kept = List.copyOf(kept);
    left = List.copyOf(left);
  }

  /** A setting, its effective value, and where that comes from. */
  public record Kept(String key, String value, String source) {}

  /** A setting that is left out, in a few words. */
  public record Left(String key, String reason) {}

  /** The file. */
  public OutputText yaml() {
    return OutputText.written(text(), Style.PLAIN);
  }

  private String text() {
    StringBuilder out = new StringBuilder(1024);
    String which = host.words();
    out.append("# The settings of ").append(Style.safe(instance.description()));
    out.append(which.isEmpty() ? "" : " (" + Style.safe(which) + ")");
    out.append(",\n# as they were in force on ").append(time);
    out.append(". Delete what does not have to be the same everywhere.\n");
    out.append("schemaVersion: 1\nname: snapshot\nextends: default\n");
    if (!kept.isEmpty()) {
      out.append("settings:\n");
    }
    for (Kept each : kept) {
      out.append("  # ").append(Style.safe(each.source())).append('\n');
      out.append("  ").append(each.key()).append(": {equals: ");
      out.append(BaselineYaml.scalar(each.value())).append("}\n");
    }
    for (Left each : left) {
      out.append("# ")
          .append(Style.safe(each.key() + " is left out: " + each.reason()))
          .append('\n');
    }
    return out.toString();
  }
}
