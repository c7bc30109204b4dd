package io.ecsharden.plan;

import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.format.GoBoolean;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.PendingEdit;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.agent.StartFailure;
import io.ecsharden.settings.docker.DaemonDefect;
import io.ecsharden.settings.docker.DaemonStartReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why the agent is not restarted although changes need it: the restart would do harm.
 *
 * @param reason what the restart would do: a clause without a period at the end
 */
public record RestartHold(Kind kind, SensitiveText reason) {

  /** With a reason that quotes nobody. */
  public RestartHold(Kind kind, String reason) {
    this(kind, SensitiveText.words(reason));
  }

  /** What a restart would do, and whether somebody can ask for it all the same. */
  public enum Kind {
    /** The agent would exit at each start. Nobody can want that. */
    AGENT_WOULD_NOT_START,
    /** dockerd would not start. Nobody can want that. */
    DOCKERD_WOULD_NOT_START,
    /** It would bring an edit of somebody else into force. */
    PENDING_EDIT,
    /** The agent would register as a new container instance. */
    TASKS_WOULD_BE_LOST;

    /** Whether {@code --restart agent}, given on the command line, lifts it. */
    public boolean isLiftedOnRequest() {
      return switch (this) {
        case AGENT_WOULD_NOT_START, DOCKERD_WOULD_NOT_START -> false;
        case PENDING_EDIT, TASKS_WOULD_BE_LOST -> true;
      };
    }
  }

  /**
   * What a restart of the agent would do to an instance.
   *
   * @param before the instance as it is
   * @param after the instance with the changes
   */
  static List<RestartHold> of(Instance before, Instance after) {
    List<RestartHold> holds = new ArrayList<>();
    for (StartFailure failure : after.settings().agent().failures()) {
      holds.add(
          new RestartHold(
              Kind.AGENT_WOULD_NOT_START,
              "the agent would not start: " + failure.message() + place(failure, before)));
    }
    // nobody can lift that, so whatever else would happen does not matter
    if (holds.isEmpty() && !(after.facts().running().agent() instanceof Program.Down)) {
      for (PendingEdit edit : PendingEdit.of(after)) {
        holds.add(new RestartHold(Kind.PENDING_EDIT, text(edit)));
      }
      if (!hasCheckpoint(after)) {
        holds.add(
            new RestartHold(
                Kind.TASKS_WOULD_BE_LOST,
                "without a checkpoint (ECS_CHECKPOINT) the restarted agent registers a new"
                    + " container instance, and the tasks that run now are orphaned"));
      }
    }
    return List.copyOf(holds);
  }

  /** What a restart of Docker would do to an instance. */
  static List<RestartHold> ofDocker(Instance after) {
    List<RestartHold> holds = new ArrayList<>();
    for (DaemonDefect defect : DaemonStartReader.read(after.facts()).defects()) {
      holds.add(
          new RestartHold(
              Kind.DOCKERD_WOULD_NOT_START,
              "dockerd would not start: "
                  + defect.message()
                  + " ("
                  + defect.origin().display()
                  + ")"));
    }
    return List.copyOf(holds);
  }

  /** The place in the files as they are: a change can move lines. */
  private static String place(StartFailure failure, Instance before) {
    return before.settings().agent().failures().stream()
        .filter(known -> known.message().equals(failure.message()) && known.origin().isFile())
        .findFirst()
        .map(known -> " (" + known.origin().display() + ")")
        .orElse("");
  }

  private static SensitiveText text(PendingEdit edit) {
    SensitiveText running =
        edit.isKnown()
            ? quoted(edit.running().text())
            : SensitiveText.words("a value that is not known");
    return SensitiveText.words(edit.key() + " is ")
        .plus(quoted(edit.files().text()))
        .plus(" in the files, and the running agent has ")
        .plus(running)
        .plus(": " + edit.because());
  }

  private static SensitiveText quoted(SensitiveText text) {
    return text.isEmpty()
        ? SensitiveText.words("empty")
        : SensitiveText.words("`").plus(text).plus("`");
  }

  /**
   * Whether the agent keeps its state between starts (amazon-ecs-agent 1.105.1, {@code
   * agent/config/parse.go}, {@code parseCheckpoint}: on where there is a directory for it).
   */
  private static boolean hasCheckpoint(Instance instance) {
    Optional<Boolean> said =
        GoBoolean.parseTrimmed(
            instance.settings().agent().get(AgentSettings.CHECKPOINT).unmasked());
    return said.orElseGet(() ->
        instance
            .settings()
            .agent()
            .variable("ECS_DATADIR")
            .filter(directory -> directory.unmasked().isEmpty())
            .isEmpty());
  }
}
