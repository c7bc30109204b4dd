package io.ecsharden.control.task;

import java.util.List;
import java.util.Optional;

/** What a person does about an exposed task. The program runs none of it. */
public final class TaskRemedies {

  private TaskRemedies() {}

  /** A sentence, or nothing where the task is not exposed. */
  public static String advice(TaskExposure task) {
    return task.reach() == Reach.BLOCKED ? "" : advice(task.worst().cause());
  }

  private static String advice(Cause cause) {
    return switch (cause) {
      case OLDER_THAN_BLOCK -> "Replace the task: a new one is made with the block.";
      case ROUTE_MISSING ->
          "Replace the task, and look for what removed its routes: a container with NET_ADMIN can.";
      case BLOCK_OFF, AGENT_NOT_SEEN ->
          "Set ECS_AWSVPC_BLOCK_IMDS=true (`ecs-harden fix`), then replace the task.";
      case HOST_MODE ->
          "Run it in awsvpc mode, or let nothing run in host mode that must not have the instance's"
              + " role.";
      case BRIDGE_OPEN -> "Install the block for bridges, or run the task in awsvpc mode.";
      case BRIDGE_NOT_SEEN ->
          "`ecs-harden exposure --probe` asks from inside the task's network, as root on the"
              + " instance.";
      case PROBED -> "Replace the task where it runs in awsvpc mode; see docs/exposure.md.";
      case ROUTES_NOT_SEEN, BRIDGE_DROPPED, REFUSED, NO_ROUTE -> "";
    };
  }

  /**
   * Commands that replace an exposed task in awsvpc mode: one for a task of a service, whose name
   * the labels do not have, and one for any task. None where the labels are not those of a real
   * task, because others can write them.
   */
  public static List<String> commands(TaskExposure task) {
    if (task.reach() != Reach.EXPOSED || task.mode() != NetworkMode.AWSVPC) {
      return List.of();
    }
    Optional<String> arn = Optional.of(task.labels().task()).filter(TaskRemedies::isPlainArn);
    Optional<String> cluster = Optional.of(task.labels().cluster()).filter(TaskRemedies::isPlain);
    if (arn.isEmpty() || cluster.isEmpty()) {
      return List.of();
    }
    return List.of(
        "aws ecs update-service --cluster "
            + cluster.get()
            + " --service SERVICE --force-new-deployment",
        "aws ecs stop-task --cluster " + cluster.get() + " --task " + arn.get());
  }

  private static boolean isPlainArn(String text) {
    return text.startsWith("arn:") && isPlain(text);
  }

  /** Letters that need no quotes in a shell, and do not look like an option. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (!letter && "/:_-".indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty() && text.charAt(0) != '-';
  }
}
