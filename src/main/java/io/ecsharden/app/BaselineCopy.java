package io.ecsharden.app;

import io.ecsharden.format.Digest;
import io.ecsharden.host.files.StateDirectory;
import io.ecsharden.host.files.StateSection;
import io.ecsharden.machine.MachineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * The last good copy of a parameter. The file's first line has the time and the digest of what
 * follows.
 */
record BaselineCopy(Instant fetched, byte[] bytes) {

  private static final String FOLDER = "baselines/";

  /** The copy for a name; nothing where there is none, or a damaged one. */
  static Optional<BaselineCopy> find(Path root, String name) {
    try (StateDirectory state =
        StateDirectory.look(root).orElseThrow(() -> new IOException("no state"))) {
      return state.read(file(name)).flatMap(BaselineCopy::parse);
    } catch (IOException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * Keeps this copy. Another run that keeps one right now has it as new as this.
   *
   * @throws IOException with a line for people
   */
  void keep(Path root, String name) throws IOException {
    byte[] line = (fetched + " " + Digest.of(bytes) + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[line.length + bytes.length];
    System.arraycopy(line, 0, all, 0, line.length);
    System.arraycopy(bytes, 0, all, line.length, bytes.length);
    try (StateDirectory state = StateDirectory.lock(root, StateSection.BASELINES, "baseline")) {
      state.write(file(name), all);
    } catch (MachineException e) {
      if (e.kind() != MachineException.Kind.LOCKED) {
        throw e;
      }
    }
  }

  private static Optional<BaselineCopy> parse(byte[] all) {
    int end = 0;
    while (end < all.length && all[end] != '\n') {
      end++;
    }
    String[] words = new String(all, 0, end, StandardCharsets.UTF_8).split(" ");
    byte[] bytes = Arrays.copyOfRange(all, Math.min(end + 1, all.length), all.length);
    return words.length == 2 && words[1].equals(Digest.of(bytes))
        ? Optional.of(new BaselineCopy(Instant.parse(words[0]), bytes))
        : Optional.empty();
  }

  /** One copy for each name: a parameter's name need not be a file's. */
  private static String file(String name) {
    return FOLDER + Digest.of(name.getBytes(StandardCharsets.UTF_8));
  }
}
