package io.ecsharden.control;

import java.util.List;

/**
 * One thing that is checked. Implementations hold no state. CONTRIBUTING.md shows how to add one.
 */
public interface Control {

  /** What a person should know about it; {@code explain} prints it. */
  ControlInfo info();

  /**
   * The outcomes for an instance; most controls have one. Called a second time with the settings of
   * the programs that run: the number and the order of the outcomes depend only on the baseline and
   * on what was asked of the instance. A control of something that was not asked has none.
   */
  List<Outcome> evaluate(EvaluationContext context);
}
