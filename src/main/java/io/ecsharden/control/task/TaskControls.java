package io.ecsharden.control.task;

import io.ecsharden.baseline.Baseline;

/** Which facts the controls of this package need, so that nobody asks for those of others. */
public final class TaskControls {

  static final String EXPOSURE = "task-exposure";
  static final String AWSVPC = "awsvpc-preferred";
  static final String METADATA = "metadata-options";

  static final String BLOCK = "bridge-imds-block";

  private TaskControls() {}

  /** Whether a control wants to know which tasks run. */
  public static boolean wantTasks(Baseline baseline) {
    return baseline.policy(EXPOSURE).enabled() || baseline.policy(AWSVPC).enabled();
  }

  /** Whether a control wants to know what the metadata service answers. */
  public static boolean wantMetadata(Baseline baseline) {
    return baseline.policy(METADATA).enabled();
  }

  /** Whether a control wants to know whether the block for bridges runs. */
  public static boolean wantBlock(Baseline baseline) {
    return baseline.policy(BLOCK).enabled();
  }
}
