package io.ecsharden.aws.compliance;

import io.ecsharden.machine.SharedState;
import io.ecsharden.machine.State;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The shared state for a thread that may run late. It locks the state for each call. Once this is
 * closed, every call fails, because the turn to send has gone to another run.
 */
final class RevocableState implements State {

  private final SharedState shared;
  private boolean revoked;

  RevocableState(SharedState shared) {
    this.shared = shared;
  }

  private interface Work<T> {
    T with(State state) throws IOException;
  }

  private synchronized <T> T once(Work<T> work) throws IOException {
    if (revoked) {
      throw new IOException("the time for this run's report is over");
    }
    try (State state = shared.open()) {
      return work.with(state);
    }
  }

  @Override
  public Optional<byte[]> read(String name) throws IOException {
    return once(state -> state.read(name));
  }

  @Override
  public void write(String name, byte[] content) throws IOException {
    once(state -> {
      state.write(name, content);
      return name;
    });
  }

  @Override
  public void append(String name, byte[] line) throws IOException {
    once(state -> {
      state.append(name, line);
      return name;
    });
  }

  @Override
  public void remove(String name) throws IOException {
    once(state -> {
      state.remove(name);
      return name;
    });
  }

  @Override
  public List<String> names(String folder) throws IOException {
    return once(state -> state.names(folder));
  }

  @Override
  public synchronized void close() {
    revoked = true;
  }
}
