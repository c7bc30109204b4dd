package io.ecsharden.app;

import io.ecsharden.facts.FileFact;
import io.ecsharden.format.json.JsonWriter;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.host.files.StateDirectory;
import io.ecsharden.host.files.StateSection;
import io.ecsharden.host.linux.Kernel;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The daemon's place on the instance: one daemon at a time has it, and what it says of itself there
 * is what {@link Health} reads. The kernel frees the lock when the process is gone, however it
 * ends.
 */
public final class DaemonState implements Closeable {

  static final String FILE = "daemon/state.json";
  static final String BOOT_ID = "/proc/sys/kernel/random/boot_id";
  static final String UPTIME = "/proc/uptime";

  private final StateDirectory state;

  private DaemonState(StateDirectory state) {
    this.state = state;
  }

  /** Takes the place; another daemon that has it is a reason to stop. */
  public static Result<DaemonState> open(RunContext context) {
    String holder = context.holder() + ", since " + context.now();
    try {
      return new Result.Done<>(
          new DaemonState(StateDirectory.lock(context.root(), StateSection.DAEMON, holder)));
    } catch (IOException e) {
      return LockedRepair.stop(e).result();
    }
  }

  /**
   * Records a look.
   *
   * @param within how long after this one the next look is at most
   * @param problem why the look could not be made; empty where it was
   * @return why it could not be recorded
   */
  public Optional<String> looked(Instant time, Duration within, String problem) {
    StringBuilder out = new StringBuilder(256);
    JsonWriter json = new JsonWriter(out);
    json.object();
    json.name("schemaVersion").value(1);
    json.name("process").value(Kernel.process());
    json.name("bootId").value(bootId());
    json.name("lastLook").value(time.toString());
    json.name("lastLookUptimeSeconds").value(uptimeSeconds());
    json.name("nextLookWithinSeconds").value(within.toSeconds());
    json.name("problem").value(problem);
    json.end();
    out.append('\n');
    try {
      state.write(FILE, out.toString().getBytes(StandardCharsets.UTF_8));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Names this start of the machine. */
  static String bootId() {
    return kernel(BOOT_ID);
  }

  /** Seconds since this start of the machine, which no change of the clock moves. */
  static long uptimeSeconds() {
    String text = kernel(UPTIME);
    int end = text.indexOf('.');
    try {
      return end < 0 ? 0 : Long.parseLong(text.substring(0, end));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static String kernel(String path) {
    FileFact fact = new HostRoot(Path.of("/")).readKernel(path);
    return new String(fact.bytesOrEmpty(), StandardCharsets.UTF_8).strip();
  }

  @Override
  public void close() {
    state.close();
  }
}
