package io.ecsharden.settings.starter;

import io.ecsharden.settings.value.Origin;
import java.util.Optional;

/** What starts the agent. It decides who reads which file, and with which defaults. */
public sealed interface Starter {

  /** ecs-init, started by systemd. */
  record EcsInit() implements Starter {}

  /**
   * ecs-init, started by upstart (Amazon Linux 1), which loads no file for it.
   *
   * @param job the job's file
   */
  record Upstart(String job) implements Starter {}

  /** A command or a file that makes the container. */
  record Command(ContainerCommand command) implements Starter {}

  /**
   * A container that runs and that was made by hand, or by what was not found.
   *
   * @param command how it was made
   * @param by a sentence without a period at the end
   */
  record Container(ContainerCommand command, String by) implements Starter {}

  /**
   * Nobody can tell.
   *
   * @param reason a sentence without a period at the end
   */
  record Unknown(String reason) implements Starter {}

  /** Whether ecs-init makes the agent's environment. */
  default boolean isEcsInit() {
    return switch (this) {
      case EcsInit _, Upstart _ -> true;
      case Command _, Container _, Unknown _ -> false;
    };
  }

  /** How the agent's container is made, where ecs-init does not make it and that is known. */
  default Optional<ContainerCommand> made() {
    return switch (this) {
      case EcsInit _, Upstart _, Unknown _ -> Optional.empty();
      case Command(ContainerCommand command) -> Optional.of(command);
      case Container(ContainerCommand command, String _) -> Optional.of(command);
    };
  }

  /** Where it is said how the agent starts; nothing for ecs-init's own unit. */
  default Optional<Origin> where() {
    return switch (this) {
      case EcsInit _, Container _, Unknown _ -> Optional.empty();
      case Upstart(String job) -> Optional.of(Origin.wholeFile(job));
      case Command(ContainerCommand command) -> Optional.of(command.where());
    };
  }

  /** Who starts the agent: a sentence without a period at the end. */
  default String sentence() {
    return switch (this) {
      case EcsInit _ -> "ecs-init starts the agent";
      case Upstart(String job) -> "Upstart starts ecs-init (" + job + ")";
      case Command(ContainerCommand command) ->
          command.where().display() + " starts the agent by " + command.maker().title();
      case Container(ContainerCommand _, String by) -> by;
      case Unknown(String reason) -> reason;
    };
  }
}
