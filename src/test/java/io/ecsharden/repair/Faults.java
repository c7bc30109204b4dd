package io.ecsharden.repair;

import io.ecsharden.facts.FileFact;
import io.ecsharden.machine.InstanceFiles;
import io.ecsharden.machine.MachineException;
import io.ecsharden.machine.NewContent;
import io.ecsharden.machine.Target;
import java.io.IOException;

/** Real files, of which one refuses a step once, or the process dies there. */
final class Faults implements InstanceFiles {

  /** Where it happens. */
  enum At {
    STAGE,
    COMMIT,
    COMMITTED,
    COMMIT_DIES,
    REMOVE_DIES;

    private boolean dies() {
      return this == COMMIT_DIES || this == REMOVE_DIES;
    }
  }

  private final InstanceFiles real;
  private final String path;
  private final At at;
  private boolean done;

  Faults(InstanceFiles real, String path, At at) {
    this.real = real;
    this.path = path;
    this.at = at;
  }

  @Override
  public Target open(String opened) throws IOException {
    Target target = real.open(opened);
    return opened.equals(path) ? new Refusing(target) : target;
  }

  private void reached(At here) throws MachineException {
    if (here == at && !done) {
      done = true;
      if (at.dies()) {
        throw new Error("killed");
      }
      throw new MachineException(MachineException.Kind.FAILED, "no space left on device");
    }
  }

  private final class Refusing implements Target {

    private final Target target;

    Refusing(Target target) {
      this.target = target;
    }

    @Override
    public FileFact fact() {
      return target.fact();
    }

    @Override
    public int uid() {
      return target.uid();
    }

    @Override
    public int gid() {
      return target.gid();
    }

    @Override
    public void stage(String temporary, NewContent content) throws IOException {
      reached(At.STAGE);
      target.stage(temporary, content);
    }

    @Override
    public void commit() throws IOException {
      reached(At.COMMIT);
      reached(At.COMMIT_DIES);
      target.commit();
      reached(At.COMMITTED);
    }

    @Override
    public void remove() throws IOException {
      reached(At.REMOVE_DIES);
      target.remove();
    }

    @Override
    public void discard(String temporary) throws IOException {
      target.discard(temporary);
    }

    @Override
    public void close() {
      target.close();
    }
  }
}
