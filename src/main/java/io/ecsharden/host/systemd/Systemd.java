package io.ecsharden.host.systemd;

import io.ecsharden.host.files.HostRoot;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * systemd's manager, over the system bus (org.freedesktop.systemd1(5)). The same on the instance
 * and in a container that has nothing but the bus's socket.
 *
 * <p>Every method throws {@link SystemdException}. One call is one question and one answer within
 * the patience that {@link #connect} was given. Not for several threads.
 */
public final class Systemd implements Closeable {

  /** Where the system bus listens (D-Bus Specification 0.43, "System message bus"). */
  public static final String SOCKET = "/run/dbus/system_bus_socket";

  /** systemd answers when it has read every unit again, which takes its time on a busy machine. */
  private static final Duration RELOAD = Duration.ofSeconds(60);

  private static final String NAME = "org.freedesktop.systemd1";
  private static final String PATH = "/org/freedesktop/systemd1";
  private static final String MANAGER = NAME + ".Manager";
  private static final String UNIT = NAME + ".Unit";
  private static final String SERVICE = NAME + ".Service";
  private static final String JOB = NAME + ".Job";
  private static final String JOB_PATH = PATH + "/job/";
  private static final String PROPERTIES = "org.freedesktop.DBus.Properties";

  private final Bus bus;
  private final Duration patience;

  private Systemd(Bus bus, Duration patience) {
    this.bus = bus;
    this.patience = patience;
  }

  /**
   * Connects to the system bus of an instance.
   *
   * @param patience for connecting, and for each call
   */
  public static Systemd connect(HostRoot root, Duration patience) throws SystemdException {
    Optional<Path> socket;
    try {
      socket = root.locate(SOCKET);
    } catch (IOException e) {
      throw SystemdException.noSocket(SOCKET, e);
    }
    if (socket.isEmpty()) {
      throw SystemdException.noSocket(SOCKET);
    }
    return new Systemd(Bus.connect(socket.get().toString(), patience), patience);
  }

  /** A unit's state; one that is not installed is {@code not-found}. */
  public UnitState unit(String name) throws SystemdException {
    try {
      String path = manager("LoadUnit", "o", name).string();
      boolean service = name.endsWith(".service");
      // The job first: when it is gone afterwards, the states are those that it left behind.
      Optional<Job> job = jobOf(path);
      return new UnitState(
          name,
          text(path, UNIT, "LoadState"),
          text(path, UNIT, "ActiveState"),
          text(path, UNIT, "SubState"),
          get(path, UNIT, "NeedDaemonReload", "b").bool(),
          Optional.of(text(path, UNIT, "FragmentPath")).filter(file -> !file.isEmpty()),
          service ? (int) get(path, SERVICE, "MainPID", "u").u32() : 0,
          time(get(path, UNIT, "ActiveEnterTimestamp", "t").u64()),
          job,
          service ? text(path, SERVICE, "Result") : "",
          service ? get(path, SERVICE, "ExecMainStatus", "i").i32() : 0);
    } catch (IOException e) {
      throw garbled("LoadUnit", e);
    }
  }

  private Optional<Job> jobOf(String unit) throws IOException {
    WireReader reader = get(unit, UNIT, "Job", "(uo)");
    reader.align(8);
    long id = reader.u32();
    return id == 0 ? Optional.empty() : job(id);
  }

  /** Microseconds since 1970; 0 is never. */
  private static Optional<Instant> time(long micros) {
    return micros <= 0
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000));
  }

  /** A job, as long as it waits or runs; none when it is done, or was never there. */
  public Optional<Job> job(long id) throws SystemdException {
    String path = JOB_PATH + id;
    try {
      String unit = get(path, JOB, "Unit", "(so)").string();
      String type = text(path, JOB, "JobType");
      return Optional.of(new Job(id, unit, type, text(path, JOB, "State").equals("running")));
    } catch (SystemdException e) {
      if (isGone(e.errorName())) {
        return Optional.empty();
      }
      throw e;
    } catch (IOException e) {
      throw garbled("job", e);
    }
  }

  private static boolean isGone(String errorName) {
    return errorName.equals("org.freedesktop.DBus.Error.UnknownObject")
        || errorName.equals("org.freedesktop.DBus.Error.UnknownMethod")
        || errorName.equals("org.freedesktop.DBus.Error.UnknownInterface")
        || errorName.equals(NAME + ".NoSuchJob");
  }

  /** Makes systemd read its unit files again, and waits up to a minute until it has. */
  public void reload() throws SystemdException {
    bus.call(Call.of(NAME, PATH, MANAGER, "Reload"), "", RELOAD);
  }

  /** Asks for a restart and returns at once, with the number of the job. */
  public long restart(String unit) throws SystemdException {
    return enqueue("RestartUnit", unit);
  }

  /** Asks for a start and returns at once, with the number of the job. */
  public long start(String unit) throws SystemdException {
    return enqueue("StartUnit", unit);
  }

  /** Asks for a stop and returns at once, with the number of the job. */
  public long stop(String unit) throws SystemdException {
    return enqueue("StopUnit", unit);
  }

  /** Forgets that a unit failed, and how often it was started lately. */
  public void resetFailed(String unit) throws SystemdException {
    manager("ResetFailedUnit", "", unit);
  }

  /**
   * The state of the whole system: {@code initializing}, {@code starting}, {@code running}, {@code
   * degraded}, {@code maintenance}, {@code stopping}.
   */
  public String systemState() throws SystemdException {
    try {
      return text(PATH, MANAGER, "SystemState");
    } catch (IOException e) {
      throw garbled("SystemState", e);
    }
  }

  /** {@code replace}: a job that contradicts a waiting one takes its place. */
  private long enqueue(String method, String unit) throws SystemdException {
    try {
      String path = manager(method, "o", unit, "replace").string();
      return Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
    } catch (NumberFormatException e) {
      throw garbled(method, new IOException("a job without a number", e));
    } catch (IOException e) {
      throw garbled(method, e);
    }
  }

  private WireReader manager(String method, String signature, String... arguments)
      throws SystemdException {
    return bus.call(Call.of(NAME, PATH, MANAGER, method, arguments), signature, patience);
  }

  private String text(String path, String iface, String property) throws IOException {
    return get(path, iface, property, "s").string();
  }

  private WireReader get(String path, String iface, String property, String type)
      throws IOException {
    WireReader answer =
        bus.call(Call.of(NAME, path, PROPERTIES, "Get", iface, property), "v", patience);
    answer.variant(type);
    return answer;
  }

  private SystemdException garbled(String what, IOException e) {
    return e instanceof SystemdException known ? known : SystemdException.broken(what, patience, e);
  }

  @Override
  public void close() {
    bus.close();
  }
}
