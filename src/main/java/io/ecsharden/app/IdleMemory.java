package io.ecsharden.app;

import io.ecsharden.host.linux.FilePages;
import java.util.Optional;

/** The memory of a process that waits. For one thread. */
public final class IdleMemory {

  private Optional<FilePages> pages = Optional.empty();

  /**
   * Gives back what the work of before has left. The collector of a native image begins only when
   * the heap has grown to what a one-shot run may use (docs/adr/0002-one-shot-path.md).
   */
  public void collect() {
    System.gc();
  }

  /** Gives back the pages of the executable's file; what is used next comes again. */
  public void release() {
    if (pages.isEmpty()) {
      pages = Optional.of(FilePages.ofThisProcess());
    }
    pages.get().release();
  }
}
