package io.ecsharden.report;

import io.ecsharden.control.task.Exposure;
import io.ecsharden.settings.Instance;
import java.time.Instant;

/**
 * Which running tasks reach the metadata service.
 *
 * @param version of the program that looked
 */
public record ExposureReport(
    Instance instance, HostIdentity host, Instant time, String version, Tasks tasks) {

  /** The tasks, or why there are none to show. */
  public sealed interface Tasks {

    /** They were seen. */
    record Seen(Exposure exposure) implements Tasks {}

    /**
     * They were not seen.
     *
     * @param reason why, without a final stop
     */
    record Unseen(String reason) implements Tasks {}
  }
}
