package io.ecsharden.app;

import io.ecsharden.aws.connection.SsmSettings;
import io.ecsharden.aws.parameter.ParameterName;
import io.ecsharden.aws.parameter.ParameterStore;
import io.ecsharden.aws.parameter.ParameterStore.Answer;
import io.ecsharden.baseline.BadBaseline;
import io.ecsharden.baseline.Baseline;
import io.ecsharden.baseline.BaselineLoader;
import io.ecsharden.baseline.BaselineSource;
import io.ecsharden.baseline.BaselineUnreadable;
import io.ecsharden.control.check.Controls;
import io.ecsharden.machine.TimeLimit;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A baseline from Parameter Store, and the last good copy of it for when that cannot be reached. A
 * value that is not a baseline is a mistake: the copy does not stand in for it.
 */
final class ParameterBaseline {

  /** For the SDK to end a call by itself, which says more than that time is up. */
  private static final Duration GRACE = Duration.ofMillis(300);

  /** How far a clock may have been set back since a copy was fetched. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private final RunContext context;
  private final ParameterName name;
  private final Duration maxAge;
  private final Instant now;

  /**
   * @param maxAge how old a copy may be
   */
  ParameterBaseline(RunContext context, ParameterName name, Duration maxAge) {
    this.context = context;
    this.name = name;
    this.maxAge = maxAge;
    this.now = context.now();
  }

  Baseline load(SsmSettings settings) throws StopException, BadBaseline {
    return switch (ask(settings)) {
      case Answer.Value(byte[] bytes) -> {
        Baseline baseline = parse(bytes);
        keep(bytes);
        yield baseline;
      }
      case Answer.Missing(String reason) -> throw bad(reason);
      case Answer.Unreachable(String reason) -> parse(copy(reason));
    };
  }

  /** Within the deadline, whatever hangs. */
  private Answer ask(SsmSettings settings) {
    try {
      return TimeLimit.of(
              settings.deadline().left().plus(GRACE), () -> ParameterStore.get(settings, name))
          .orElseGet(() ->
              new Answer.Unreachable(
                  "Systems Manager was not reached within "
                      + settings.deadline().time().toSeconds()
                      + " s"));
    } catch (IllegalStateException e) {
      return new Answer.Unreachable("Systems Manager cannot be reached: " + e.getMessage());
    }
  }

  private Baseline parse(byte[] bytes) throws BadBaseline {
    BaselineSource source =
        new BaselineSource() {
          @Override
          public byte[] read(String path) throws BaselineUnreadable {
            if (path.equals(name.display())) {
              return bytes;
            }
            throw new BaselineUnreadable("a parameter can extend the built-in baselines alone");
          }

          @Override
          public String resolve(String base, String relative) {
            throw new InvalidPathException(relative, "a parameter extends no files");
          }
        };
    return new BaselineLoader(Controls.catalog(), source).load(name.display());
  }

  private void keep(byte[] bytes) {
    try {
      new BaselineCopy(now, bytes).keep(context.root(), name.display());
    } catch (IOException e) {
      context.messages().warning("no copy of the baseline could be kept: " + e.getMessage());
    }
  }

  private byte[] copy(String reason) throws StopException {
    Optional<BaselineCopy> copy = BaselineCopy.find(context.root(), name.display());
    if (copy.isEmpty()) {
      throw bad(reason + "; and there is no good copy of it here");
    }
    Instant fetched = copy.get().fetched();
    Duration age = Duration.between(fetched, now);
    if (age.plus(CLOCK_SKEW).isNegative()) {
      throw bad(
          reason
              + "; the copy of "
              + fetched
              + " is from the future, and is not used: is the clock right?");
    }
    String which = "; the copy of " + fetched + " (" + Math.max(0, age.toHours()) + " h old) is ";
    if (age.compareTo(maxAge) > 0) {
      throw bad(reason + which + "older than --max-baseline-age allows");
    }
    context.messages().warning(name.display() + ": " + reason + which + "used");
    return copy.get().bytes();
  }

  private StopException bad(String why) {
    return new StopException(Stop.Reason.BAD_BASELINE, name.display() + ": " + why);
  }
}
