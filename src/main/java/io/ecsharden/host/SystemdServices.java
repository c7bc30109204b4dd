package io.ecsharden.host;

import io.ecsharden.host.systemd.Systemd;
import io.ecsharden.host.systemd.UnitState;
import io.ecsharden.machine.Services;
import java.io.IOException;

/** systemd as a repair sees it. */
final class SystemdServices implements Services {

  private final Systemd systemd;

  SystemdServices(Systemd systemd) {
    this.systemd = systemd;
  }

  @Override
  public Unit unit(String name) throws IOException {
    UnitState state = systemd.unit(name);
    return new Unit(state.isLoaded(), state.activeState());
  }

  @Override
  public void reload() throws IOException {
    systemd.reload();
  }

  @Override
  public String restart(String unit) throws IOException {
    return Long.toString(systemd.restart(unit));
  }

  @Override
  public Services.Job job(String job) throws IOException {
    return systemd
        .job(Long.parseLong(job))
        .map(found -> found.running() ? Services.Job.RUNNING : Services.Job.WAITING)
        .orElse(Services.Job.OVER);
  }

  @Override
  public void resetFailed(String unit) throws IOException {
    systemd.resetFailed(unit);
  }

  @Override
  public boolean isStarting() throws IOException {
    String state = systemd.systemState();
    return state.equals("initializing") || state.equals("starting");
  }

  @Override
  public void close() {
    systemd.close();
  }
}
