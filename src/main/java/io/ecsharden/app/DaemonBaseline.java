package io.ecsharden.app;

import io.ecsharden.aws.parameter.ParameterName;
import io.ecsharden.baseline.Baseline;
import io.ecsharden.host.files.FileStates;
import io.ecsharden.host.files.Lookups;
import io.ecsharden.report.BaselineReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The baseline of a process that stays. It is read again when one of its files changes, and from
 * Parameter Store when it is due. One with mistakes never replaces a good one. For one thread.
 */
public final class DaemonBaseline {

  private static final Path OWN = Path.of("/");

  private final RunContext context;
  private final BaselineRequest request;
  private final ReportRequest service;
  private final Duration refresh;

  private Optional<Baseline> good = Optional.empty();
  private Optional<FileStates> states = Optional.empty();
  private Lookups lookups = new Lookups();
  private Duration due = Duration.ZERO;

  /**
   * @param service how Systems Manager is reached
   * @param refresh how often a parameter is asked for
   */
  public DaemonBaseline(
      RunContext context, BaselineRequest request, ReportRequest service, Duration refresh) {
    this.context = context;
    this.request = request;
    this.service = service;
    this.refresh = refresh;
  }

  /** What came of a reading. */
  public sealed interface Reading {

    /** Nothing had to be read, or what was read is the same. */
    record Same() implements Reading {}

    /** Another baseline is the desired state from now on. */
    record Changed(String name) implements Reading {}

    /**
     * It could not be read, or has mistakes.
     *
     * @param kept whether an earlier one stays the desired state
     * @param lines what is wrong
     */
    record Bad(boolean kept, List<String> lines) implements Reading {
      public Bad {
        lines = List.copyOf(lines);
      }
    }
  }

  /** Reads it where it is due. */
  public Reading readIfDue() {
    boolean changed = states.isEmpty() || !FileStates.of(OWN, lookups).isSame(states.orElseThrow());
    boolean asked = isParameter() && context.timer().now().compareTo(due) >= 0;
    return changed || asked ? read() : new Reading.Same();
  }

  /** Reads it now. */
  public Reading read() {
    due = context.timer().now().plus(refresh);
    lookups = new Lookups();
    try {
      RunContext run = context.anotherRun();
      Baseline read =
          BaselineResolver.resolve(run, request, new SystemsManager(run, service), lookups);
      boolean same = good.filter(before -> text(before).equals(text(read))).isPresent();
      good = Optional.of(read);
      return same ? new Reading.Same() : new Reading.Changed(read.name());
    } catch (StopException e) {
      return new Reading.Bad(good.isPresent(), e.stop().lines());
    } finally {
      FileStates after = FileStates.of(OWN, lookups);
      Instant now = context.now();
      // of a file that changes right now the next reading has the rest
      states =
          after.isFresh(now.getEpochSecond() * 1_000_000_000L + now.getNano())
              ? Optional.empty()
              : Optional.of(after);
    }
  }

  private String text(Baseline baseline) {
    return new BaselineReport(baseline, context.now()).content();
  }

  private boolean isParameter() {
    return request.name().filter(name -> name.startsWith(ParameterName.PREFIX)).isPresent();
  }

  /** The desired state; nothing while none could be read. */
  Optional<Baseline> good() {
    return good;
  }

  /** The files that it comes from, in this process's own file system. */
  Lookups lookups() {
    return lookups;
  }
}
