package io.ecsharden.app;

import io.ecsharden.host.WallTimer;
import io.ecsharden.host.linux.Kernel;
import io.ecsharden.machine.Budget;
import io.ecsharden.machine.Timer;
import io.ecsharden.report.Commands;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Where a use case runs, and for whom.
 *
 * @param root where the instance's file system is for this process
 * @param caller the verb, for receipts, locks and reports: {@code audit}, {@code fix}
 * @param environment this process's own
 * @param clock the time of day
 * @param timer the time that passes
 * @param budget how long it may wait for services, all of them together
 * @param messages hears warnings and progress
 */
public record RunContext(
    Path root,
    String caller,
    Map<String, String> environment,
    Clock clock,
    Timer timer,
    Budget budget,
    Messages messages) {

  /** Unless the run says otherwise. */
  static final Duration USUAL_TIME = Duration.ofSeconds(10);

  public RunContext {
    environment = Map.copyOf(environment);
  }

  /** A context in which time passes as it does on this machine. */
  public static RunContext live(
      InstanceRoot root,
      String caller,
      Map<String, String> environment,
      Clock clock,
      Messages messages) {
    return new RunContext(
        root.path(), caller, environment, clock, new WallTimer(), new Budget(USUAL_TIME), messages);
  }

  /** The same for another run of a process that stays, with the whole time for services again. */
  public RunContext anotherRun() {
    return new RunContext(
        root, caller, environment, clock, timer, new Budget(USUAL_TIME), messages);
  }

  /** A time that only grows; only differences have a meaning. */
  public Duration elapsed() {
    return timer.now();
  }

  Instant now() {
    return clock.instant();
  }

  /** A command about the same instance, for a message. */
  String command(String words) {
    String directory = root.toString();
    String option = directory.equals("/") ? "" : Commands.option("--root", directory);
    return new Commands(option, "").onInstance(words);
  }

  /** Names this run to another one that cannot get the lock. */
  String holder() {
    return "ecs-harden " + caller + ", process " + Kernel.process();
  }
}
