package io.ecsharden.plan;

import io.ecsharden.control.Finding;
import io.ecsharden.control.Remedy;
import java.util.Optional;

/**
 * What a finding asks for.
 *
 * @param subject the setting, for a control that judges several
 */
record RequestedChange(String control, Optional<String> subject, Remedy remedy) {

  static RequestedChange of(Finding finding, Remedy remedy) {
    return new RequestedChange(finding.control(), finding.subject(), remedy);
  }

  /** The control, and the setting where it judges several. */
  String who() {
    return control + subject.map(setting -> " (" + setting + ")").orElse("");
  }
}
