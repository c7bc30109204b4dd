package io.ecsharden.plan;

import io.ecsharden.facts.HostFacts;

/**
 * How much may be audited to make one plan. What is counted are audits and the bytes of the agent's
 * files, not time, so that a plan does not depend on the machine. Not for several threads.
 */
final class Effort {

  /** An audit of a small instance costs as much as so many bytes of a large one. */
  private static final int AUDIT = 8192;

  private static final int MOST = 400 * AUDIT;

  private int spent;

  /** Counts an audit. The largest files allow three. */
  void spend(HostFacts facts) {
    spent += AUDIT;
    for (String path : RemedyApplier.ENV_FILES) {
      spent += facts.file(path).bytesOrEmpty().length;
    }
  }

  /** Whether nothing more is tried. */
  boolean isExhausted() {
    return spent >= MOST;
  }
}
