package io.ecsharden.cli;

import io.ecsharden.baseline.BadBaseline;
import io.ecsharden.baseline.Baseline;
import io.ecsharden.baseline.BaselineLoader;
import io.ecsharden.baseline.BaselineSource;
import io.ecsharden.baseline.BaselineUnreadable;
import io.ecsharden.control.Controls;
import io.ecsharden.fix.Digest;
import io.ecsharden.host.files.StateDirectory;
import io.ecsharden.host.files.StatePart;
import io.ecsharden.machine.Trouble;
import io.ecsharden.report.Style;
import io.ecsharden.report.ssm.ParameterName;
import io.ecsharden.report.ssm.ParameterStore;
import io.ecsharden.report.ssm.ParameterStore.Answer;
import io.ecsharden.report.ssm.SsmSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A baseline from Parameter Store, and the last good copy of it for when that cannot be reached. A
 * value that is no baseline is a mistake: the copy does not stand in for it.
 */
final class ParameterBaseline {

  private static final String FOLDER = "baselines/";

  private final ParameterName name;
  private final SsmSettings settings;
  private final Path root;
  private final Duration oldest;
  private final Instant now;

  /**
   * @param oldest how old a copy may be
   */
  ParameterBaseline(
      ParameterName name, SsmSettings settings, Path root, Duration oldest, Instant now) {
    this.name = name;
    this.settings = settings;
    this.root = root;
    this.oldest = oldest;
    this.now = now;
  }

  /** A copy, and when it was fetched. */
  private record Copy(Instant fetched, byte[] bytes) {}

  Baseline load(Console console) throws Failure, BadBaseline {
    return switch (ask()) {
      case Answer.Value(byte[] bytes, long version) -> {
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
    AtomicReference<Answer> answer =
        new AtomicReference<>(
            new Answer.Unreachable(
                "Systems Manager was not reached within "
                    + settings.deadline().toSeconds()
                    + " s"));
    Thread asking =
        Thread.ofPlatform()
            .daemon()
            .unstarted(() -> answer.set(ParameterStore.get(settings, name)));
    asking.start();
    try {
      asking.join(settings.deadline());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return answer.get();
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
    byte[] line = (now + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[line.length + bytes.length];
    System.arraycopy(line, 0, all, 0, line.length);
    System.arraycopy(bytes, 0, all, line.length, bytes.length);
    try (StateDirectory state = StateDirectory.lock(root, StatePart.BASELINES, "baseline")) {
      state.write(file(), all);
    } catch (Trouble e) {
      if (e.kind() != Trouble.Kind.LOCKED) {
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
          name.display() + ": " + Style.safe(reason) + "; and there is no copy of it here");
    }
    Duration age = Duration.between(copy.get().fetched(), now);
    String told = " of " + copy.get().fetched() + " (" + age.toHours() + " h old)";
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
      Optional<byte[]> bytes = state.read(file());
      if (bytes.isEmpty()) {
        return Optional.empty();
      }
      byte[] all = bytes.get();
      int end = 0;
      while (end < all.length && all[end] != '\n') {
        end++;
      }
      Instant fetched = Instant.parse(new String(all, 0, end, StandardCharsets.UTF_8));
      return Optional.of(new Copy(fetched, java.util.Arrays.copyOfRange(all, end + 1, all.length)));
    } catch (IOException | DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** One copy for each name: names of parameters are no names of files. */
  private String file() {
    return FOLDER + Digest.of(name.display().getBytes(StandardCharsets.UTF_8));
  }
}
