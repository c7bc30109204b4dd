package io.ecsharden.app;

import io.ecsharden.format.json.JsonDocument;
import io.ecsharden.format.json.JsonValue.JsonNumber;
import io.ecsharden.format.json.JsonValue.JsonObject;
import io.ecsharden.format.json.JsonValue.JsonString;
import io.ecsharden.host.files.StateDirectory;
import io.ecsharden.host.files.StateSection;
import io.ecsharden.machine.MachineException;
import java.io.IOException;
import java.util.Optional;

/**
 * Whether the daemon of an instance is alive and does its work: it holds its lock, and has looked
 * not long ago. Changes nothing.
 */
public sealed interface Health {

  /** How much later than it should a look may be, for a busy machine and a slow restart. */
  long LATE_SECONDS = 300;

  /**
   * It is.
   *
   * @param line what was seen
   */
  record Good(String line) implements Health {}

  /**
   * It is not.
   *
   * @param line why, and what to do
   */
  record Bad(String line) implements Health {}

  /** Looks. */
  static Result<Health> of(RunContext context) {
    try {
      Optional<StateDirectory> found = StateDirectory.look(context.root());
      if (found.isEmpty()) {
        return bad(notRunning(context));
      }
      Optional<byte[]> record;
      try (StateDirectory state = found.get()) {
        record = state.read(DaemonState.FILE);
      }
      if (!isRunning(context)) {
        return bad(notRunning(context));
      }
      return record.isEmpty()
          ? bad("the daemon runs, and has not finished its first look yet")
          : new Result.Done<>(judge(record.get()));
    } catch (IOException e) {
      StopException stop = LockedRepair.stop(e);
      // a look has nothing that could be as before
      return stop.stop().reason() == Stop.Reason.NOTHING_CHANGED
          ? new StopException(Stop.Reason.STATE_UNREADABLE, String.valueOf(e.getMessage())).result()
          : stop.result();
    }
  }

  private static Result<Health> bad(String line) {
    return new Result.Done<>(new Bad(line));
  }

  private static String notRunning(RunContext context) {
    return "the daemon does not run; start it with " + context.command("watch");
  }

  private static boolean isRunning(RunContext context) throws IOException {
    try {
      StateDirectory.lock(context.root(), StateSection.DAEMON, context.holder()).close();
      return false;
    } catch (MachineException e) {
      if (e.kind() == MachineException.Kind.LOCKED) {
        return true;
      }
      throw e;
    }
  }

  private static Health judge(byte[] record) {
    Optional<JsonObject> root =
        JsonDocument.parse(record)
            .root()
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast);
    if (root.isEmpty() || !text(root.get(), "bootId").equals(DaemonState.bootId())) {
      return new Bad("the daemon runs, and has not finished a look since the machine started");
    }
    long age = DaemonState.uptimeSeconds() - number(root.get(), "lastLookUptimeSeconds");
    String last = text(root.get(), "lastLook");
    String process = "process " + number(root.get(), "process");
    if (age > number(root.get(), "nextLookWithinSeconds") + LATE_SECONDS) {
      return new Bad(
          "the daemon ("
              + process
              + ") has not looked for "
              + age
              + " s, since "
              + last
              + "; read its log, and restart it");
    }
    String problem = text(root.get(), "problem");
    // a daemon that says why it cannot look is alive, and a restart would not help
    return new Good(
        "the daemon ("
            + process
            + ") looked "
            + Math.max(0, age)
            + " s ago"
            + (problem.isEmpty() ? "" : "; its last look failed: " + problem));
  }

  private static String text(JsonObject object, String name) {
    return object
        .member(name)
        .map(value -> value instanceof JsonString(String text, int _, int _) ? text : "")
        .orElse("");
  }

  private static long number(JsonObject object, String name) {
    try {
      return object
          .member(name)
          .map(value -> value instanceof JsonNumber number ? Long.parseLong(number.literal()) : 0L)
          .orElse(0L);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
