package io.ecsharden.repair;

import io.ecsharden.facts.HostFacts;
import io.ecsharden.machine.Runtime;
import io.ecsharden.machine.Services;
import io.ecsharden.machine.Timer;
import io.ecsharden.plan.RepairableFiles;
import io.ecsharden.repair.Receipt.RestartRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Has systemd start or stop the unit that blocks the metadata service for bridges. A stop without
 * the unit's link removes the rules, and needs the unit's file: so the unit is stopped after its
 * link is gone, and before its file is.
 */
final class BlockRunner {

  private static final String UNIT = HostFacts.BLOCK_UNIT;
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Runtime runtime;
  private final Timer timer;

  BlockRunner(Runtime runtime, Timer timer) {
    this.runtime = runtime;
    this.timer = timer;
  }

  /**
   * What came of it.
   *
   * @param record for the receipt
   * @param problem what a person has to do, in a line without a final stop
   */
  record Ran(Optional<RestartRecord> record, Optional<String> problem) {

    static final Ran NOTHING = new Ran(Optional.empty(), Optional.empty());

    private static Ran of(RestartCode code, String result) {
      return new Ran(Optional.of(new RestartRecord(UNIT, code, result)), Optional.empty());
    }

    private static Ran pending(String problem) {
      return new Ran(Optional.empty(), Optional.of(problem));
    }
  }

  /** Whether the unit is there in one of the states of a run's files. */
  static boolean isThere(
      List<FileRecord> files, Function<FileRecord, Optional<Fingerprint>> state) {
    return files.stream()
        .filter(file -> RepairableFiles.isOfBlock(file.path()))
        .allMatch(file -> state.apply(file).isPresent());
  }

  /** Stops the unit before its file is removed. Where systemd does not answer, nothing is done. */
  void stop() {
    try (Services services = runtime.services()) {
      if (services.unit(UNIT).isActive()) {
        await(services, services.stop(UNIT));
      }
    } catch (IOException e) {
      // what is said after the files are written has the commands
    }
  }

  /**
   * Has the unit do what its files say now.
   *
   * @param there whether it is installed; else it is removed
   */
  Ran run(boolean there, RestartLimit limit) {
    if (limit == RestartLimit.NEVER) {
      return Ran.pending("systemd was not asked: run " + byHand(there));
    }
    try (Services services = runtime.services()) {
      return there ? start(services, limit) : end(services);
    } catch (IOException e) {
      return Ran.pending(e.getMessage() + "; run " + byHand(there));
    }
  }

  private static String byHand(boolean there) {
    return there
        ? "`systemctl daemon-reload && systemctl restart " + UNIT + "`"
        : "`systemctl stop " + UNIT + " && systemctl daemon-reload`, which removes its rules";
  }

  private Ran start(Services services, RestartLimit limit) throws IOException {
    services.reload();
    if (services.unit(AgentAwaiter.DOCKER_UNIT).isInactive() && !services.isStarting()) {
      return Ran.of(RestartCode.NOT_RESTARTED, "it starts with Docker");
    }
    String job = services.restart(UNIT);
    if (!limit.waits() || !await(services, job)) {
      return Ran.of(RestartCode.NOT_SEEN, "queued, and its result is not known");
    }
    return services.unit(UNIT).isActive()
        ? Ran.of(RestartCode.READY, "started")
        : new Ran(
            Optional.of(new RestartRecord(UNIT, RestartCode.NOT_READY, "did not start")),
            Optional.of(UNIT + " did not start: see `journalctl -u " + UNIT + "`"));
  }

  private Ran end(Services services) throws IOException {
    if (services.unit(UNIT).isActive()) {
      await(services, services.stop(UNIT));
    }
    services.reload();
    return Ran.of(RestartCode.STOPPED, "stopped");
  }

  /** Whether the job is over in time. */
  private boolean await(Services services, String job) throws IOException {
    Duration begin = timer.now();
    while (services.job(job) != Services.Job.OVER) {
      if (timer.now().minus(begin).compareTo(LONGEST) >= 0) {
        return false;
      }
      timer.sleep(POLL);
    }
    return true;
  }
}
