package io.ecsharden.control;

import io.ecsharden.Hosts;
import io.ecsharden.baseline.BadBaseline;
import io.ecsharden.baseline.Baseline;
import io.ecsharden.baseline.BaselineLoader;
import io.ecsharden.baseline.BaselineSource;
import io.ecsharden.baseline.BaselineUnreadable;
import io.ecsharden.control.check.Controls;
import io.ecsharden.settings.Instance;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Audits in memory, on a day in 2026. */
public final class Audits {

  public static final Instant NOW = Instant.parse("2026-06-30T12:00:00Z");

  private Audits() {}

  /** All findings with a baseline that says what the lines say. */
  public static List<Finding> findings(Hosts host, String... baseline) {
    Auditor auditor = new Auditor(Controls.all(), baseline(baseline), NOW);
    return auditor.audit(Instance.of(host.facts()));
  }

  /** The only finding of a control. */
  public static Finding finding(String control, Hosts host, String... baseline) {
    List<Finding> found =
        findings(host, baseline).stream().filter(f -> f.control().equals(control)).toList();
    if (found.size() != 1) {
      throw new AssertionError(control + " has " + found.size() + " findings");
    }
    return found.getFirst();
  }

  /** A baseline of some lines; the first one, with the version, is added. */
  public static Baseline baseline(String... lines) {
    String text = "schemaVersion: 1\n" + String.join("\n", lines) + "\n";
    BaselineSource source =
        new BaselineSource() {
          @Override
          public byte[] read(String path) throws BaselineUnreadable {
            return text.getBytes(StandardCharsets.UTF_8);
          }

          @Override
          public String resolve(String base, String relative) {
            return relative;
          }
        };
    try {
      return new BaselineLoader(Controls.catalog(), source).load("test.yaml");
    } catch (BadBaseline e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }
}
