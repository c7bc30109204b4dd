package io.ecsharden.app;

import io.ecsharden.control.task.Exposure;
import io.ecsharden.facts.TaskFacts;
import io.ecsharden.report.ExposureReport;
import io.ecsharden.report.ExposureReport.Tasks;
import io.ecsharden.secrets.Disclosure;
import io.ecsharden.settings.AgentBlock;
import io.ecsharden.settings.Instance;
import java.time.Duration;

/** Shows which running tasks reach the metadata service. Changes nothing. */
public final class ExposureLook {

  /** A person waits for it, and a busy engine with some hundred containers takes seconds. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private ExposureLook() {}

  /** Looks. */
  public static Result<ExposureReport> run(RunContext context) {
    try {
      Instance instance = InstanceReader.readRunning(context);
      if (instance.isExternal()) {
        throw new StopException(
            Stop.Reason.NOTHING_TO_AUDIT,
            "nothing to look at: an external instance has no metadata service");
      }
      Instance seen = InstanceReader.withTasks(context, instance, TIMEOUT);
      return new Result.Done<>(
          new ExposureReport(
              seen,
              HostIdentityReader.read(context, seen, Disclosure.HIDE),
              context.now(),
              Version.TEXT,
              tasks(seen)));
    } catch (StopException e) {
      return e.result();
    }
  }

  private static Tasks tasks(Instance instance) {
    return switch (instance.facts().running().tasks()) {
      case TaskFacts.Seen seen -> new Tasks.Seen(Exposure.of(seen, AgentBlock.of(instance)));
      case TaskFacts.Unseen(String reason) -> new Tasks.Unseen(reason);
      case TaskFacts.NotAsked _ -> new Tasks.Unseen("this is a tree of files, and nothing runs");
    };
  }
}
