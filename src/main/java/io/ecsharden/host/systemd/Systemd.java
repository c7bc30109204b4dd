package io.ecsharden.host.systemd;

import io.ecsharden.host.files.HostRoot;
import io.ecsharden.machine.Deadline;
import io.ecsharden.machine.Services;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * systemd's manager, over the system bus (org.freedesktop.systemd1(5)). It works on the instance,
 * and in a container that sees only the bus's socket. A job is named by its D-Bus path.
 *
 * <p>Every method throws {@link SystemdException}, after the timeout of {@link #connect} at the
 * latest. Not for several threads.
 */
public final class Systemd implements Services {

  /** Where the system bus listens (D-Bus Specification 0.43, "System message bus"). */
  public static final String SOCKET = "/run/dbus/system_bus_socket";

  /** systemd answers when it has read every unit again, which can take long on a busy machine. */
  private static final Duration RELOAD = Duration.ofSeconds(60);

  private static final String NAME = "org.freedesktop.systemd1";
  private static final String PATH = "/org/freedesktop/systemd1";
  private static final String MANAGER = NAME + ".Manager";
  private static final String UNIT = NAME + ".Unit";
  private static final String JOB = NAME + ".Job";
  private static final String PROPERTIES = "org.freedesktop.DBus.Properties";

  private final Bus bus;
  private final Duration timeout;

  private Systemd(Bus bus, Duration timeout) {
    this.bus = bus;
    this.timeout = timeout;
  }

  /**
   * Connects to the system bus of an instance.
   *
   * @param timeout for connecting, and for each call
   */
  public static Systemd connect(HostRoot root, Duration timeout) throws SystemdException {
    Optional<Path> socket;
    try {
      socket = root.locate(SOCKET);
    } catch (IOException e) {
      throw SystemdException.noSocket(SOCKET, e);
    }
    if (socket.isEmpty()) {
      throw SystemdException.noSocket(SOCKET);
    }
    return new Systemd(Bus.connect(socket.get().toString(), timeout), timeout);
  }

  @Override
  public Unit unit(String name) throws SystemdException {
    try {
      Deadline deadline = Deadline.in(timeout);
      String path = manager("LoadUnit", "o", name).string();
      return new Unit(
          text(path, UNIT, "LoadState", deadline.left()).equals("loaded"),
          text(path, UNIT, "ActiveState", deadline.left()));
    } catch (IOException e) {
      throw garbled("LoadUnit", e);
    }
  }

  @Override
  public Job job(String path) throws SystemdException {
    try {
      return text(path, JOB, "State", timeout).equals("running") ? Job.RUNNING : Job.WAITING;
    } catch (SystemdException e) {
      if (isGone(e.errorName())) {
        return Job.OVER;
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

  /** Waits up to a minute. */
  @Override
  public void reload() throws SystemdException {
    bus.call(Call.of(NAME, PATH, MANAGER, "Reload"), "", RELOAD);
  }

  @Override
  public String restart(String unit) throws SystemdException {
    try {
      // replace: the job takes the place of a waiting job that contradicts it
      return manager("RestartUnit", "o", unit, "replace").string();
    } catch (IOException e) {
      throw garbled("RestartUnit", e);
    }
  }

  @Override
  public String stop(String unit) throws SystemdException {
    try {
      return manager("StopUnit", "o", unit, "replace").string();
    } catch (IOException e) {
      throw garbled("StopUnit", e);
    }
  }

  @Override
  public void resetFailed(String unit) throws SystemdException {
    manager("ResetFailedUnit", "", unit);
  }

  /** The version as the distribution names it: {@code 252.23-3.amzn2023}. */
  public String version() throws SystemdException {
    try {
      return text(PATH, MANAGER, "Version", timeout);
    } catch (IOException e) {
      throw garbled("Version", e);
    }
  }

  @Override
  public boolean isStarting() throws SystemdException {
    try {
      String state = text(PATH, MANAGER, "SystemState", timeout);
      return state.equals("initializing") || state.equals("starting");
    } catch (IOException e) {
      throw garbled("SystemState", e);
    }
  }

  private WireReader manager(String method, String signature, String... arguments)
      throws SystemdException {
    return bus.call(Call.of(NAME, PATH, MANAGER, method, arguments), signature, timeout);
  }

  private String text(String path, String iface, String property, Duration time)
      throws IOException {
    WireReader answer =
        bus.call(Call.of(NAME, path, PROPERTIES, "Get", iface, property), "v", time);
    answer.variant("s");
    return answer.string();
  }

  private SystemdException garbled(String what, IOException e) {
    return e instanceof SystemdException known ? known : SystemdException.broken(what, timeout, e);
  }

  @Override
  public void close() {
    bus.close();
  }
}
