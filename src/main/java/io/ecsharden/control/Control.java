package io.ecsharden.control;

import java.util.List;

/** One thing that is checked. Implementations hold no state. */
public interface Control {

  /** What a person should know about it. */
  ControlInfo info();

  /** Judges an instance; most controls have one outcome. */
  List<Outcome> evaluate(EvaluationContext examination);
}
