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
import io.ecsharden.cli.Console;
import io.ecsharden.cli.ExitCode;
import io.ecsharden.cli.Failure;
import io.ecsharden.control.check.Controls;
import io.ecsharden.format.Digest;
import io.ecsharden.host.files.StateDirectory;
import io.ecsharden.host.files.StateSection;
import io.ecsharden.machine.MachineException;
import io.ecsharden.machine.TimeLimit;
import io.ecsharden.report.Style;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A baseline from Parameter Store, and the last good copy of it for when that cannot be reached. A
 * value that is no baseline is a mistake: the copy does not stand in for it.
 */
public final class ParameterBaseline {

  private static final String FOLDER = "baselines/";

  /** For the SDK to end a call by itself, which says more than that time is up. */
  private static final Duration GRACE = Duration.ofMillis(300);

  /** How far a clock may have been set back since a copy was fetched. */
  private static final Duration CLOCKS = Duration.ofMinutes(5);

  private final ParameterName name;
  private final SsmSettings settings;
  private final Path root;
  private final Duration oldest;
  private final Instant now;

  /**
   * @param oldest how old a copy may be
   */
  public ParameterBaseline(
      ParameterName name, SsmSettings settings, Path root, Duration oldest, Instant now) {
    this.name = name;
    this.settings = settings;
    this.root = root;
    this.oldest = oldest;
    this.now = now;
  }

  /** A copy, and when it was fetched. */
  private record Copy(Instant fetched, byte[] bytes) {

    /** From the file's first line, time and digest, and the value behind it. */
    static Optional<Copy> parse(byte[] all) {
      int end = 0;
      while (end < all.length && all[end] != '\n') {
        end++;
      }
      String[] words = new String(all, 0, end, StandardCharsets.UTF_8).split(" ");
      byte[] bytes = Arrays.copyOfRange(all, Math.min(end + 1, all.length), all.length);
      return words.length == 2 && words[1].equals(Digest.of(bytes))
          ? Optional.of(new Copy(Instant.parse(words[0]), bytes))
          : Optional.empty();
    }
  }

  Baseline load(Console console) throws Failure, BadBaseline {
    return switch (ask()) {
      case Answer.Value(byte[] bytes) -> {
        Baseline baseline = parse(bytes);
        keep(bytes, console);
        yield baseline;
      }
      case Answer.Missing(String reason) ->
          throw new Failure(ExitCode.BAD_BASELINE, name.display() + ": " + reason);
      case Answer.Unreachable(String reason) -> parse(copy(reason, console));
    };
  }

  /** Within the deadline, whatever hangs. */
  private Answer ask() {
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

  private void keep(byte[] bytes, Console console) {
    byte[] line = (now + " " + Digest.of(bytes) + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[line.length + bytes.length];
    System.arraycopy(line, 0, all, 0, line.length);
    System.arraycopy(bytes, 0, all, line.length, bytes.length);
    try (StateDirectory state = StateDirectory.lock(root, StateSection.BASELINES, "baseline")) {
      state.write(file(), all);
    } catch (MachineException e) {
      if (e.kind() != MachineException.Kind.LOCKED) {
        console.error("no copy of the baseline could be kept: " + Style.safe(e.getMessage()));
      }
    } catch (IOException e) {
      console.error("no copy of the baseline could be kept: " + Style.safe(e.toString()));
    }
  }

  private byte[] copy(String reason, Console console) throws Failure {
    Optional<Copy> copy = kept();
    if (copy.isEmpty()) {
      throw new Failure(
          ExitCode.BAD_BASELINE,
          name.display() + ": " + Style.safe(reason) + "; and there is no good copy of it here");
    }
    Duration age = Duration.between(copy.get().fetched(), now);
    String told = " of " + copy.get().fetched() + " (" + Math.max(0, age.toHours()) + " h old)";
    if (age.plus(CLOCKS).isNegative()) {
      throw new Failure(
          ExitCode.BAD_BASELINE,
          name.display()
              + ": "
              + Style.safe(reason)
              + "; the copy of "
              + copy.get().fetched()
              + " is from the future, and is not used: is the clock right?");
    }
    if (age.compareTo(oldest) > 0) {
      throw new Failure(
          ExitCode.BAD_BASELINE,
          name.display()
              + ": "
              + Style.safe(reason)
              + "; the copy"
              + told
              + " is older than --max-baseline-age allows");
    }
    console.error(name.display() + ": " + Style.safe(reason) + "; the copy" + told + " is used");
    return copy.get().bytes();
  }

  private Optional<Copy> kept() {
    try (StateDirectory state =
        StateDirectory.look(root).orElseThrow(() -> new IOException("no state"))) {
      return state.read(file()).flatMap(Copy::parse);
    } catch (IOException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** One copy for each name: names of parameters are no names of files. */
  private String file() {
    return FOLDER + Digest.of(name.display().getBytes(StandardCharsets.UTF_8));
  }
}
