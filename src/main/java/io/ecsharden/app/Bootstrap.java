package io.ecsharden.app;

import io.ecsharden.control.Finding;
import io.ecsharden.control.Status;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.host.systemd.Journal;
import io.ecsharden.machine.Budget;
import io.ecsharden.repair.FileRecord;
import io.ecsharden.repair.Receipt;
import io.ecsharden.repair.Repair;
import io.ecsharden.report.OutputText;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The first boot: brings the files to the baseline before the agent starts.
 *
 * <p>It is a repair that never waits for the agent. Where the agent has not started, it starts with
 * the new files; where it runs already, its restart is queued. What came of it is one line in the
 * journal, because nobody watches a boot.
 */
public final class Bootstrap {

  private static final String IDENTIFIER = "ecs-harden";

  private Bootstrap() {}

  /**
   * What to bring the instance to.
   *
   * @param only ids of controls; empty means all
   * @param skip ids of controls, also of those in {@code only}
   */
  public record Request(BaselineRequest baseline, Set<String> only, Set<String> skip) {
    public Request {
      only = Set.copyOf(only);
      skip = Set.copyOf(skip);
    }
  }

  /** Repairs, and notes in the journal what was done. */
  public static Result<RepairDone> run(
      RunContext context, Request request, ReportDelivery delivery) {
    Fix.Request fix =
        new Fix.Request(
            request.baseline(),
            false,
            Restarts.QUEUED,
            Duration.ZERO,
            request.only(),
            request.skip(),
            false);
    Result<RepairDone> result = Fix.run(context, fix, delivery);
    switch (result) {
      case Result.Done<RepairDone>(RepairDone done) ->
          note(
              context,
              done.state() == RepairDone.State.COMPLIANT
                  ? Journal.Priority.INFO
                  : Journal.Priority.WARNING,
              summary(done));
      case Result.Stopped<RepairDone>(Stop stop) ->
          note(context, Journal.Priority.WARNING, "not done: " + String.join("; ", stop.lines()));
    }
    return result;
  }

  private static void note(RunContext context, Journal.Priority priority, String text) {
    // a tree of files that is baked has no journal, and standard output says the same
    try (Budget.Share share = context.budget().share(Journal.TIMEOUT)) {
      Journal.write(
          new HostRoot(context.root()),
          IDENTIFIER,
          priority,
          OutputText.line("bootstrap: " + text).toString().strip(),
          share.deadline());
    }
  }

  /** One line on what was changed, and how the instance is now. */
  static String summary(RepairDone done) {
    Repair.Result result = done.report().result();
    return changed(result.receipt()) + "; " + state(done);
  }

  private static String changed(Optional<Receipt> receipt) {
    List<FileRecord> files = receipt.map(Receipt::files).orElse(List.of());
    if (files.isEmpty()) {
      return "changed nothing";
    }
    StringBuilder text =
        new StringBuilder(
            receipt.orElseThrow().outcome().isUndone() ? "changed and put back" : "changed");
    String separator = " ";
    for (FileRecord file : files) {
      text.append(separator).append(file.path());
      separator = ", ";
    }
    return text.toString();
  }

  private static String state(RepairDone done) {
    String asked = "what was asked for of the baseline " + done.report().baseline().name();
    return switch (done.state()) {
      case COMPLIANT -> asked + " is in force, or will be when the agent starts";
      case RESTART_PENDING -> asked + " is in the files, and a restart is pending";
      case DRIFT -> "these controls fail: " + String.join(", ", failed(done));
      case ROLLED_BACK, NOT_RESTORED -> "the repair failed; `ecs-harden history last` says why";
    };
  }

  private static Set<String> failed(RepairDone done) {
    Set<String> ids = new LinkedHashSet<>();
    for (Finding finding : done.report().result().findings()) {
      if (finding.status() == Status.FAIL) {
        ids.add(finding.control());
      }
    }
    return ids;
  }
}
