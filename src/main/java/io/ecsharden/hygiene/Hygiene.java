package io.ecsharden.hygiene;

import io.ecsharden.settings.Instance;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The defects in an instance's configuration. They are looked for when somebody asks first, and not
 * again. Not for several threads.
 */
public final class Hygiene {

  private final Supplier<List<LineDefect>> search;
  private Optional<List<LineDefect>> defects = Optional.empty();

  private Hygiene(Supplier<List<LineDefect>> search) {
    this.search = search;
  }

  /** The files of an instance. */
  public static Hygiene of(Instance instance) {
    return new Hygiene(() -> Rules.find(instance));
  }

  /** What runs on an instance: processes have no files that could have defects. */
  public static Hygiene ofProcesses() {
    return new Hygiene(List::of);
  }

  /** What has no effect, or is read differently by two readers, in the order of the files. */
  public List<LineDefect> defects() {
    if (defects.isEmpty()) {
      defects = Optional.of(List.copyOf(search.get()));
    }
    return defects.get();
  }
}
