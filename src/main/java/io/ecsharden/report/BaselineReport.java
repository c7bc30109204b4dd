package io.ecsharden.report;

import io.ecsharden.baseline.Baseline;
import io.ecsharden.baseline.Waiver;
import java.time.Instant;
import java.util.List;

/** A baseline with everything that it extends, at a time. */
public record BaselineReport(Baseline baseline, Instant time) {

  /** Its whole content as a text, the same for the same content. */
  public String content() {
    return BaselineYaml.write(this);
  }

  /** The waivers that do not hold any more. */
  List<Waiver> expired() {
    return baseline.waivers().stream().filter(waiver -> waiver.expiredAt(time)).toList();
  }
}
