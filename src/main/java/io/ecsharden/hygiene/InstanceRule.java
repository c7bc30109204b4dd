package io.ecsharden.hygiene;

import io.ecsharden.settings.Instance;
import java.util.List;

/** A rule that needs to see an instance's files together. */
interface InstanceRule extends Rule {

  /** The defects, in the order of the reports. */
  List<LineDefect> find(Instance instance);
}
