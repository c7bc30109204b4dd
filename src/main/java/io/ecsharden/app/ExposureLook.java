package io.ecsharden.app;

import io.ecsharden.control.task.Exposure;
import io.ecsharden.facts.TaskFacts;
import io.ecsharden.host.ProbeQuestion;
import io.ecsharden.report.ExposureReport;
import io.ecsharden.report.ExposureReport.Tasks;
import io.ecsharden.secrets.Disclosure;
import io.ecsharden.settings.AgentBlock;
import io.ecsharden.settings.Instance;
import java.time.Duration;
import java.util.Optional;

/** Shows which running tasks reach the metadata service. Changes nothing. */
public final class ExposureLook {

  /** A person waits for it, and a busy engine with some hundred containers takes seconds. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private ExposureLook() {}

  /** How it is found out. */
  public enum Means {
    /** By the routes of each task. Nothing is sent, and no network entered. */
    ROUTES,
    /** Also by a connection from inside each task's network. */
    CONNECTION,
    /** Also by a request for a token, which is thrown away. */
    TOKEN;

    private Optional<ProbeQuestion> question() {
      return switch (this) {
        case ROUTES -> Optional.empty();
        case CONNECTION -> Optional.of(ProbeQuestion.CONNECTION);
        case TOKEN -> Optional.of(ProbeQuestion.TOKEN);
      };
    }
  }

  /** Looks. */
  public static Result<ExposureReport> run(RunContext context, Means means) {
    try {
      Instance instance = InstanceReader.readRunning(context);
      if (instance.isExternal()) {
        throw new StopException(
            Stop.Reason.NOTHING_TO_AUDIT,
            "nothing to look at: an external instance has no metadata service");
      }
      Instance listed =
          InstanceReader.withTasks(context, instance, means.question().isPresent(), TIMEOUT);
      Instance seen =
          means
              .question()
              .map(question -> InstanceReader.withProbes(context, listed, question))
              .orElse(listed);
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
    return switch (instance.facts().running().network().tasks()) {
      case TaskFacts.Seen seen ->
          new Tasks.Seen(
              Exposure.of(
                  seen, AgentBlock.of(instance), instance.facts().running().network().filter()));
      case TaskFacts.Unseen(String reason) -> new Tasks.Unseen(reason);
      case TaskFacts.NotAsked _ -> new Tasks.Unseen("this is a tree of files, and nothing runs");
    };
  }
}
