package io.ecsharden.report.ssm;

import io.ecsharden.machine.State;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A state that can be taken away from a thread that is late: from then on it reads and writes
 * nothing, since the lock goes to somebody else. Closing it is a taking away.
 */
final class RevocableState implements State {

  private final State state;
  private boolean revoked;

  RevocableState(State state) {
    this.state = state;
  }

  private State held() throws IOException {
    if (revoked) {
      throw new IOException("too late");
    }
    return state;
  }

  @Override
  public synchronized Optional<byte[]> read(String name) throws IOException {
    return held().read(name);
  }

  @Override
  public synchronized void write(String name, byte[] content) throws IOException {
    held().write(name, content);
  }

  @Override
  public synchronized void append(String name, byte[] line) throws IOException {
    held().append(name, line);
  }

  @Override
  public synchronized void remove(String name) throws IOException {
    held().remove(name);
  }

  @Override
  public synchronized List<String> names(String folder) throws IOException {
    return held().names(folder);
  }

  @Override
  public synchronized void close() {
    revoked = true;
  }
}
