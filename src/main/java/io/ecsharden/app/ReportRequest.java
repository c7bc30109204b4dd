package io.ecsharden.app;

import io.ecsharden.aws.connection.SsmSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * Who gets an audit, and how.
 *
 * @param send whether Systems Manager gets it
 * @param timeout for everything that this takes
 * @param jitter up to how long to wait first, so that a fleet does not arrive together
 * @param heartbeat how often an unchanged audit is sent again
 * @param inventoryFile whether SSM Agent gets a file of inventory
 * @param instanceId this instance for Systems Manager, where the caller knows it
 * @param region of Systems Manager, where the caller knows it
 */
public record ReportRequest(
    boolean send,
    Duration timeout,
    Duration jitter,
    Duration heartbeat,
    boolean inventoryFile,
    Optional<String> instanceId,
    Optional<String> region) {

  /** Where nothing is sent, and no option says anything. */
  static final ReportRequest UNSENT =
      new ReportRequest(
          false,
          RunContext.USUAL_TIME,
          Duration.ZERO,
          Duration.ZERO,
          false,
          Optional.empty(),
          Optional.empty());

  /** Whether anybody gets it. */
  public boolean isWanted() {
    return send || inventoryFile;
  }

  /** Whether a text is an instance's id as Systems Manager has it: {@code i-…} or {@code mi-…}. */
  public static boolean isInstanceId(String text) {
    return SsmSettings.isInstanceId(text);
  }
}
